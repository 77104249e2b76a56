import { dayOf, yearOfDay } from '../calendar.ts';
import type { RandomStream } from '../random.ts';
import type { Graduate, Person, Student } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

const UNIVERSITIES = [
  ...'宁夏大学 宁夏师范大学 北方民族大学 宁夏医科大学 兰州大学 西北师范大学 西安石油大学 陕西师范大学 长安大学 兰州理工大学'.split(
    ' ',
  ),
  ...'宁夏职业技术学院 宁夏财经职业技术学院 宁夏工商职业技术学院 宁夏民族职业技术学院 西安航空职业技术学院'.split(
    ' ',
  ),
];
const MAJORS =
  '护理 学前教育 小学教育 临床医学 会计 计算机科学与技术 土木工程 农学 机械设计制造及其自动化 法学 汉语言文学 电子商务 旅游管理 化学工程 数学与应用数学 畜牧兽医 新能源科学与工程'.split(
    ' ',
  );

/** Makes pupils, students and recent graduates of the people who are old enough. */
export function school(draft: VillageDraft): void {
  const { random, plan } = draft;
  const schoolYear = yearOfDay(plan.asOfDay - 243); // begins on 1 September
  for (const person of draft.people) {
    if (person.death !== null) continue;
    // a child enters primary school in the September after the sixth birthday
    const entryYear = yearOfDay(person.birthDay + 122) + 6;
    const grade = schoolYear - entryYear;
    if (grade < 0 || grade > 22) continue;
    if (grade < 6) enrol(draft, person, 'PRIMARY', entryYear, 6);
    else if (grade < 9) enrol(draft, person, 'JUNIOR', entryYear + 6, 3);
    else if (grade < 12) upperSchool(draft, person, entryYear + 9);
    else if (person.hasDegree) university(draft, person, entryYear + 12, grade - 12);
    else if (grade < 13)
      enrolled(random, person, 'SENIOR', entryYear + 9, 3, 'GRADUATED', localSchool(draft, 'SENIOR'));
  }
}

function upperSchool(draft: VillageDraft, person: Person, entryYear: number): void {
  const fate = draft.random.unit();
  if (fate > 0.95) return; // works after nine years of school
  const stage = fate < 0.6 ? 'SENIOR' : 'VOCATIONAL';
  if (fate > 0.945) enrolled(draft.random, person, stage, entryYear, 3, 'LEFT', localSchool(draft, stage));
  else enrol(draft, person, stage, entryYear, 3);
}

function university(draft: VillageDraft, person: Person, entryYear: number, yearsIn: number): void {
  const { random, plan } = draft;
  const isBachelor = random.chance(0.5);
  const years = isBachelor ? 4 : 3;
  const place = random.pick(UNIVERSITIES);
  if (yearsIn < years) {
    enrolled(random, person, isBachelor ? 'BACHELOR' : 'COLLEGE', entryYear, years, 'ENROLLED', place);
    person.student!.listed = random.chance(0.965);
    return;
  }
  const goesOn = isBachelor && yearsIn < 7 && random.chance(0.1);
  if (goesOn) {
    enrolled(random, person, 'POSTGRADUATE', entryYear + 4, 3, 'ENROLLED', place);
    return;
  }
  const graduationDay = dayOf(entryYear + years, 6, random.between(15, 30));
  if (graduationDay > plan.asOfDay || plan.asOfDay - graduationDay > 1200) return;
  const graduate: Graduate = {
    school: place,
    major: random.pick(MAJORS),
    degree: isBachelor ? 'BACHELOR' : 'COLLEGE',
    graduationDay,
  };
  person.graduate = graduate;
}

function enrol(
  draft: VillageDraft,
  person: Person,
  stage: Student['stage'],
  entryYear: number,
  years: number,
): void {
  const state = draft.random.chance(0.0015) ? 'SUSPENDED' : 'ENROLLED';
  enrolled(draft.random, person, stage, entryYear, years, state, localSchool(draft, stage));
}

function enrolled(
  random: RandomStream,
  person: Person,
  stage: Student['stage'],
  entryYear: number,
  years: number,
  state: Student['state'],
  schoolName: string,
): void {
  person.student = {
    stage,
    state,
    school: schoolName,
    enrolDay: dayOf(entryYear, 9, 1),
    // the end of the school year, so that nobody is still ENROLLED after it
    graduationDay: dayOf(entryYear + years, 8, 31),
    listed: random.chance(0.992),
  };
}

function localSchool(draft: VillageDraft, stage: Student['stage']): string {
  const { village, random } = draft;
  if (stage === 'PRIMARY') return `${village.townName}${random.pick(['中心小学', '第一小学', '第二小学'])}`;
  if (stage === 'JUNIOR') return `${village.townName}${random.pick(['中学', '初级中学'])}`;
  if (stage === 'VOCATIONAL') return `${village.countyName}职业技术学校`;
  return `${village.countyName}${random.pick(['第一中学', '第二中学', '第五中学', '回民中学'])}`;
}

/** True when the person is in school, whether the education department knows or not. */
export function isInSchool(person: Person): boolean {
  return person.student?.state === 'ENROLLED';
}
