import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The key of a broker, and what clients need to trust it. */
export interface BrokerCertificate {
  /** A PKCS #12 file. */
  readonly keyStore: string;
  readonly password: string;
  /** The certificate as PEM; it signs itself, so it is the authority too. */
  readonly pem: string;
}

/** Makes a key and certificate for localhost in `folder`, unless it has them; by the keytool beside `java`. */
export function makeCertificate(java: string, folder: string): BrokerCertificate {
  const keyStore = join(folder, "broker.p12");
  const pemFile = join(folder, "broker.pem");
  const password = "only-for-tests";
  const store = ["-alias", "broker", "-keystore", keyStore, "-storetype", "PKCS12", "-storepass", password];
  const keytool = (...args: string[]) => {
    const program = join(dirname(java), "keytool");
    const { status, stdout, stderr } = spawnSync(program, [...args, ...store], {
      encoding: "utf8",
      timeout: 60_000,
    });
    if (status !== 0) throw new Error(`keytool could not make a certificate: ${stdout}${stderr}`.trim());
  };
  if (!existsSync(pemFile)) {
    const names = ["-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1"];
    keytool("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", ...names);
    keytool("-exportcert", "-rfc", "-file", pemFile);
  }
  return { keyStore, password, pem: readFileSync(pemFile, "utf8") };
}
