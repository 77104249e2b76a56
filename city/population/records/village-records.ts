import type { CleanRecord } from '../clean-record.ts';
import { writeCourtDeclaration } from '../evidence/court-declarations.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { writeCounterWork } from './counter-records.ts';
import { writeFeedback } from './feedback-records.ts';
import { writeCadre, writeDwellings, writeGrids, writeResident } from './grid-records.ts';
import {
  writeBenefits,
  writeCertifications,
  writeEmployeeAccount,
  writeEmployeePeriods,
  writeLandLost,
  writeNationalMatch,
  writePublicAccount,
  writeResidentAccount,
} from './insurance-records.ts';
import { writeEverydayLogs } from './log-records.ts';
import { writePayments } from './payment-records.ts';
import { writeCancellation, writeCustody, writeHukou, writePermit } from './police-records.ts';
import type { PersonWriter } from './record-writing.ts';
import { rosterWriter } from './roster-records.ts';
import { writeStaff } from './staff-records.ts';
import { writeBusiness, writeUnits } from './unit-records.ts';
import {
  writeActiveService,
  writeCremation,
  writeDeathCertificate,
  writeDibao,
  writeDisabled,
  writeFamilyPlanning,
  writeGraduate,
  writeMarriages,
  writePovertyWatch,
  writeStudent,
  writeTekun,
  writeVeteran,
} from './welfare-records.ts';
import {
  writeContract,
  writeCourier,
  writeDriver,
  writeEmployeeMedical,
  writeMigrantWorker,
  writeRegistration,
  writeResidentPayments,
  writeWage,
} from './work-records.ts';

/** Writers of the sources whose rows are about people, by source. */
export const personWriters = {
  psb_hukou: writeHukou,
  psb_cancellation: writeCancellation,
  psb_residence_permit: writePermit,
  grid_resident: writeResident,
  hrss_emp_account: writeEmployeeAccount,
  hrss_emp_period: writeEmployeePeriods,
  hrss_pub_account: writePublicAccount,
  hrss_res_account: writeResidentAccount,
  hrss_benefit: writeBenefits,
  hrss_certification: writeCertifications,
  hrss_allowance: rosterWriter('hrss_allowance'),
  nhsa_benefit: rosterWriter('nhsa_benefit'),
  nhc_benefit: rosterWriter('nhc_benefit'),
  cab_benefit: rosterWriter('cab_benefit'),
  org_benefit: rosterWriter('org_benefit'),
  vet_benefit: rosterWriter('vet_benefit'),
  card_payment: writePayments,
  hrss_contract: writeContract,
  hrss_land_lost: writeLandLost,
  hrss_national_match: writeNationalMatch,
  hrss_unemployment: writeRegistration,
  tax_res_payment: writeResidentPayments,
  tax_wage: writeWage,
  nhsa_employee_medical: writeEmployeeMedical,
  cab_cremation: writeCremation,
  cab_dibao: writeDibao,
  cab_marriage: writeMarriages,
  cab_tekun: writeTekun,
  agri_migrant_worker: writeMigrantWorker,
  agri_poverty_watch: writePovertyWatch,
  dpf_disabled: writeDisabled,
  edu_graduate: writeGraduate,
  edu_student: writeStudent,
  justice_custody: writeCustody,
  nhc_death: writeDeathCertificate,
  nhc_family_planning: writeFamilyPlanning,
  org_village_cadre: writeCadre,
  post_courier: writeCourier,
  transport_gig_driver: writeDriver,
  vet_active_service: writeActiveService,
  vet_veteran: writeVeteran,
  samr_entity: writeBusiness,
  court_declaration: writeCourtDeclaration,
} as const satisfies Record<string, PersonWriter>;

export type PersonSource = keyof typeof personWriters;

export const personSources = Object.keys(personWriters) as readonly PersonSource[];

/** All rows of a village but those of insured units, source after source. */
export function villageRecords(village: Village): CleanRecord[] {
  const rows: CleanRecord[] = [];
  for (const write of Object.values(personWriters)) {
    for (const person of village.people) write(rows, person, village);
  }
  writeUnits(rows, village);
  writeDwellings(rows, village);
  writeGrids(rows, village);
  writeStaff(rows, village);
  writeCounterWork(rows, village);
  writeEverydayLogs(rows, village);
  writeFeedback(rows, village);
  rows.push(...village.casework.rows);
  return rows;
}

/** The rows that some sources now have about one person. */
export function personRecords(
  village: Village,
  person: Person,
  sources: Iterable<PersonSource>,
): CleanRecord[] {
  const rows: CleanRecord[] = [];
  for (const source of sources) personWriters[source](rows, person, village);
  return rows;
}
