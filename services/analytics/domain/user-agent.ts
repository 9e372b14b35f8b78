import { UAParser } from "ua-parser-js";
import { botName } from "./bot-name.ts";
import { type AgentKind, agentKind } from "./bot-rules.ts";

/** The closed list of devices. */
export const devices = ["desktop", "mobile", "tablet", "tv", "bot", "unknown"] as const;
export type Device = (typeof devices)[number];

/** What a user agent says. */
export interface Agent {
  readonly kind: AgentKind;
  readonly device: Device;
  /** Such as `Firefox`, or the name that a bot gives itself, such as `Googlebot`; `unknown` when it can't be told. */
  readonly browser: string;
  /** Such as `Windows`; `unknown` when it can't be told. */
  readonly os: string;
}

const MAX_NAME = 64;
const desktops =
  /^(Windows|Mac OS|macOS|Linux|Ubuntu|Debian|Fedora|Chromium OS|Chrome OS|FreeBSD|OpenBSD|NetBSD|Solaris|Arch|CentOS|Gentoo|Mint|SUSE|RedHat|Mageia|Mandriva|PCLinuxOS|Slackware|elementary OS|Kubuntu|Xubuntu|Manjaro|Haiku|BeOS|OS\/2|AIX|Unix)/;

/** Reads a user agent; slow (tens of microseconds), so callers keep what it found. */
export function readUserAgent(userAgent: string): Agent {
  const kind = agentKind(userAgent);
  const { browser, os, device } = new UAParser(userAgent).getResult();
  const osName = name(os.name);
  return {
    kind,
    device: kind === "person" ? deviceOf(device.type, osName) : "bot",
    browser: (kind === "person" ? null : botName(userAgent)) ?? name(browser.name),
    os: osName,
  };
}

function deviceOf(type: string | undefined, os: string): Device {
  switch (type) {
    case "mobile":
    case "wearable":
      return "mobile";
    case "tablet":
      return "tablet";
    case "smarttv":
    case "console":
      return "tv";
    case undefined:
      return desktops.test(os) ? "desktop" : "unknown";
    default:
      return "unknown";
  }
}

/** The parser copies some names out of the user agent, so they may hold anything. */
function name(found: string | undefined): string {
  const clean = (found ?? "").replace(/[^\x20-\x7e]/g, "").trim();
  return clean === "" ? "unknown" : clean.slice(0, MAX_NAME);
}
