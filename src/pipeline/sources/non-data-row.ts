import type { RefusalReason } from './refusal-reason.ts';

const TOTAL = /^(本页|本表|全[省市区县镇乡村])?[合总小共]\s*计\s*[:：]?[\d.,，\s]*[人户条项元]?$/;

const NOTE =
  /^(填表|填报|制表|制单|编制|审核|复核|审批|经办|打印|导出|统计|报送|单位|数据|截止|截至|联系|负责)?(人|者|员|单位|部门|负责人|日期|时间|电话|来源|方式|备注|说明|注释?|范围)(（.{0,20}）|\(.{0,20}\))?\s*[:：]/;

/**
 * Whether the first filled cell of a row says that the row is no data: a total line (合计, 总计 …) or a note
 * under the table (填表人：, 备注：…).
 */
export function nonDataReason(firstCell: string): Extract<RefusalReason, 'TOTAL_ROW' | 'NOTE_ROW'> | null {
  if (TOTAL.test(firstCell)) return 'TOTAL_ROW';
  return NOTE.test(firstCell) ? 'NOTE_ROW' : null;
}

/** First characters of cells for which `nonDataReason` can answer: a cheap test before the costly one. */
export const NON_DATA_STARTS = [...'本全合总小共填制编审复经打导统报单数截联负人者员部日时电来方备说注范'];
