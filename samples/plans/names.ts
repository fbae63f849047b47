/** Names of the fictional county. No administrative code begins with 3399. */
export const COUNTY_CODE = '339921';
export const COUNTY_NAME = '云泽县';
export const COUNTY_NAME_EN = 'Yunze County (fictional)';
export const OWNERS = {
  planning: '云泽县自然资源和规划局',
  survey: '云泽县国土调查中心',
  farmland: '云泽县农业农村局',
} as const;
export const TOWNSHIPS = ['云台山镇', '城关镇', '青石镇', '沙河乡'] as const;
