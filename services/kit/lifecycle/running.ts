/** Something that runs from `start` until `stop`: a consumer of the bus, a heart-beat. */
export interface Running {
  /** Kebab-case, in logs and metrics. */
  readonly name: string;
  /** Resolves when the work has begun; what it begins must be guarded by `spawn` and must not float. */
  start(): Promise<void>;
  /** Resolves when the work under way is finished and nothing more will be taken. */
  stop(): Promise<void>;
}
