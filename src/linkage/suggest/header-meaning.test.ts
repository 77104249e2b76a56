import { describe, expect, it } from 'vitest';
import { findHeaderMeaning, type Meaning } from './header-meaning.ts';

describe('what a header says', () => {
  it.each<[Meaning, string[]]>([
    [
      'given_name',
      ['first_name', 'Vorname', 'prénom', 'imię', 'Имя', 'ad', 'Όνομα', 'fname_c1', 'FirstName'],
    ],
    ['surname', ['LAST_NAME', 'Nachname', 'apellido1', 'nazwisko', 'фамилия', 'soyad', 'lname_c1', '姓']],
    ['full_name', ['name', '姓名', '氏名', 'الاسم', 'ho_ten', 'ФИО', '이름', 'full_name']],
    [
      'birth_date',
      ['date_of_birth', 'DOB', 'Geburtsdatum', 'fecha_nacimiento', 'data urodzenia', '出生日期'],
    ],
    ['birth_place', ['lieu_naissance', 'luogo di nascita', 'Geburtsort', 'место рождения', 'birth_place']],
    ['birth_year', ['by', 'Jahrgang', 'birth_year', 'год рождения']],
    ['postcode', ['zip_code', 'PLZ', 'kod_pocztowy', 'código postal', '郵便番号']],
    ['town', ['suburb', 'Wohnort', 'miejscowość', 'населений пункт', '所在村']],
    ['address', ['address_1', 'Straße', 'ulica', 'dia_chi', '现住址', 'العنوان']],
    ['phone', ['mobile', 'Telefon', 'dien_thoai', '手机号', 'телефон']],
    ['sex', ['gender', 'Geschlecht', 'пол', '性别', 'gioi_tinh']],
    ['latitude', ['lat', 'Latitude', 'Breitengrad', 'latitud', 'szerokość geograficzna', '纬度', '緯度']],
    ['longitude', ['lon', 'lng', 'Längengrad', 'longitud', 'długość geograficzna', '经度', '経度']],
    ['truth', ['cluster', 'entity_id', 'true_id', 'person_id']],
    ['id', ['id', 'rec_id', 'unique_id', '编号']],
  ])('is %s', (meaning, headers) => {
    expect(headers.map((header) => [header, findHeaderMeaning(header)])).toEqual(
      headers.map((header) => [header, meaning]),
    );
  });

  it('is nothing when it means nothing', () => {
    expect(['c1', 'x', 'column7', 'value', 'ü', ''].map(findHeaderMeaning)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});
