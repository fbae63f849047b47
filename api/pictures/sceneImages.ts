/** Pictures of scenes for maps and alerts. */
export interface SceneImages {
  close(): Promise<void>;
}

export function createSceneImages(): SceneImages {
  return { close: () => Promise.resolve() };
}
