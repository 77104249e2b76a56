/** Social-insurance schemes. MEDICAL belongs to the medical-insurance authority and is read only. */
export const SCHEMES = Object.freeze({
  EMP_PENSION: '企业职工基本养老保险',
  RES_PENSION: '城乡居民基本养老保险',
  PUB_PENSION: '机关事业单位养老保险',
  UNEMP: '失业保险',
  INJURY: '工伤保险',
  MEDICAL: '医疗保险',
});
export type Scheme = keyof typeof SCHEMES;
