/** What a column of a table of persons is about. */
export type Meaning =
  | 'id'
  | 'truth'
  | 'given_name'
  | 'middle_name'
  | 'surname'
  | 'second_surname'
  | 'full_name'
  | 'birth_date'
  | 'birth_year'
  | 'birth_month'
  | 'birth_day'
  | 'birth_place'
  | 'age'
  | 'sex'
  | 'phone'
  | 'email'
  | 'national_id'
  | 'postcode'
  | 'house_number'
  | 'address'
  | 'town'
  | 'region'
  | 'country'
  | 'occupation'
  | 'latitude'
  | 'longitude';

/**
 * Words of headers in many languages, without accents and in small letters, blank between words. `=` before a
 * word: the whole header must be it; otherwise it may stand anywhere as a word, and, from six letters or in a
 * script without blanks, inside one. Earlier lines win.
 */
const WORDS: readonly (readonly [Meaning, string])[] = Object.freeze([
  [
    'truth',
    '=cluster, =cluster id, =entity, =entity id, =ent id, =truth, =true id, =true cluster, =true entity, =true person, =ground truth, =gold, =gold id, =label, =identity, =person id, =master id, =group id, =真值, =实体, =实体编号',
  ],
  [
    'id',
    '=id, =rec id, =recid, =record id, =recordid, =unique id, =uniqueid, =row id, =rowid, =row, =uid, =uuid, =guid, =key, =pk, =index, =idx, =nr, =no, =lfd nr, =source id, =src id, =identifier, =identifiant, =identificador, =编号, =序号, =记录号, =记录编号, =番号, =번호, =номер, =ид',
  ],
  [
    'national_id',
    'ssn, soc sec id, soc sec, social security, national id, id card, idcard, id number, idnumber, identity number, passport, tax id, nif, =nie, dni, =rut, =cpf, codice fiscale, pesel, rodne cislo, personnummer, bsn, nino, medicare, tckn, tc kimlik, =inn, инн, снилс, aadhaar, 身份证, 证件号, 公民身份, 身份號碼, マイナンバー, 주민등록',
  ],
  [
    'birth_place',
    'birth place, birthplace, place of birth, born in, pob, geburtsort, lieu de naissance, lieu naissance, lugar de nacimiento, lugar nacimiento, luogo di nascita, luogo nascita, comune di nascita, naturalidade, local de nascimento, miejsce urodzenia, misto narozeni, место рождения, место рожд, місце народження, dogum yeri, geboorteplaats, noi sinh, τοπος γεννησης, مكان الميلاد, محل الميلاد, 出生地, 籍贯, 出身地, 출생지, tempat lahir',
  ],
  [
    'birth_year',
    'birth year, birthyear, year of birth, yob, =by, geburtsjahr, jahrgang, annee de naissance, annee naissance, ano nacimiento, ano de nacimiento, anno di nascita, anno nascita, ano nascimento, rok urodzenia, rok narozeni, год рождения, рік народження, dogum yili, geboortejaar, nam sinh, ετος γεννησης, سنة الميلاد, =出生年, =出生年份, =生年, =출생연도',
  ],
  [
    'birth_month',
    'birth month, month of birth, =mob, =bm, geburtsmonat, mois de naissance, mes nacimiento, mese di nascita, miesiac urodzenia, месяц рождения, 出生月, 生月',
  ],
  [
    'birth_day',
    'birth day of month, day of birth, =bd, jour de naissance, dia nacimiento, giorno di nascita, dzien urodzenia, день рождения число, =出生日',
  ],
  [
    'birth_date',
    'dob, date of birth, birth date, birthdate, birthday, birth day, birth, =born, =geb, geburtsdatum, geburtstag, geb datum, =geboren, naissance, =ne le, nacimiento, fec nac, =f nac, nascita, nascimento, data nasc, urodzenia, narozeni, rojstva, rodjenja, rozhdeniya, рождения, рожд, народження, народився, =др, dogum tarihi, dogum, geboortedatum, fodselsdato, foedselsdato, fodt, fodelsedatum, fodelsedag, syntymaaika, szuletesi, ngay sinh, =sinh, γεννησης, γεννηση, الميلاد, ميلاد, 出生, 生日, 生年月日, 생년월일, 생일, lahir, nasteri, जन्म',
  ],
  [
    'age',
    '=age, alter, =edad, =eta, idade, wiek, =vek, возраст, вік, =yas, leeftijd, alder, tuoi, ηλικια, العمر, 年龄, 年齢, 나이, umur, usia',
  ],
  [
    'sex',
    'sex, gender, geschlecht, sexe, sexo, sesso, genero, plec, pohlavi, =пол, =стать, cinsiyet, geslacht, kjonn, =kon, sukupuoli, gioi tinh, φυλο, الجنس, 性别, 性別, 성별, jenis kelamin, लिंग',
  ],
  [
    'email',
    'email, e mail, =mail, mail address, courriel, correo electronico, =correo, почта, пошта, eposta, 邮箱, 電子郵件, 电子邮件, メール, 이메일',
  ],
  [
    'phone',
    'phone, telephone, tel, mobile, =cell, cellphone, handy, telefon, telefono, telefone, telefoon, telefonnr, movil, celular, cellulare, komorka, telefonnummer, puhelin, телефон, тел, cep telefonu, dien thoai, =sdt, τηλεφωνο, الهاتف, هاتف, جوال, الجوال, 电话, 手机, 電話, 携帯, 전화, 휴대폰, no hp, telp, फोन, contact number, landline',
  ],
  [
    'postcode',
    'postcode, post code, postal, zip, zipcode, zip code, plz, postleitzahl, =cap, =cp, codigo postal, code postal, codice postale, kod pocztowy, =kod, psc, индекс, індекс, posta kodu, postnr, postnummer, postinumero, iranyitoszam, 邮编, 邮政编码, 郵便番号, 우편번호, cep, ma buu chinh, ταχυδρομικος, =τκ, الرمز البريدي, pincode, pin code, kode pos, postcode fake',
  ],
  [
    'house_number',
    'street number, street no, house number, house no, houseno, house, number, hausnummer, hausnr, =hnr, huisnummer, huisnr, numero, numero civico, civico, nr domu, cislo popisne, =cp nr, дом, номер дома, kapi no, husnummer, so nha, 门牌, 门牌号, 番地',
  ],
  [
    'latitude',
    'lat, latitude, latitud, latitudine, breitengrad, geogr breite, geo breite, szerokosc geograficzna, zemepisna sirka, широта, enlem, breedtegraad, breddegrad, leveysaste, vi do, γεωγραφικο πλατος, خط العرض, 纬度, 緯度, 위도',
  ],
  [
    'longitude',
    'lon, lng, long, longitude, longitud, longitudine, langengrad, laengengrad, geogr lange, geo lange, geo laenge, dlugosc geograficzna, zemepisna delka, долгота, довгота, boylam, lengtegraad, lengdegrad, langdgrad, pituusaste, kinh do, γεωγραφικο μηκος, خط الطول, 经度, 經度, 経度, 경도',
  ],
  [
    'second_surname',
    'second surname, surname 2, surname2, lname c2, apellido2, apellido 2, segundo apellido, apellido materno, =materno, maiden name, maiden, geburtsname, nom de jeune fille, nazwisko rodowe, девичья, cognome2',
  ],
  [
    'middle_name',
    'middle, middle name, middlename, =mname, second name, fname c2, given name 2, vorname2, zweiter vorname, second prenom, segundo nombre, nombre2, drugie imie, отчество, patronymic, patronym, батькові, tussenvoegsel, tussenv, ten dem, =dem, πατρωνυμο, father name, fathers name, fathername, father, nombre del padre, اسم الأب',
  ],
  [
    'full_name',
    '=name, full name, fullname, =person, person name, complete name, first and surname, name and surname, =naam, =navn, =namn, =nama, nama lengkap, nome completo, nome e cognome, nombre completo, nombre y apellidos, nom complet, nom prenom, nom et prenom, imie i nazwisko, jmeno a prijmeni, фио, пiб, піб, ad soyad, adi soyadi, volledige naam, ho ten, ho va ten, hoten, ονοματεπωνυμο, =الاسم, الاسم الكامل, 姓名, 氏名, 名前, お名前, 参保人, 当事人, =이름, =성명, 户主, =नाम, nazwa, teljes nev, =nev',
  ],
  [
    'surname',
    'surname, last name, lastname, =last, lname, lname c1, family name, familyname, =family, nachname, familienname, zuname, =nom, nom de famille, apellido, apellidos, apellido1, primer apellido, apellido paterno, =paterno, cognome, sobrenome, apelido, nazwisko, prijmeni, priezvisko, priimek, prezime, familia, familiya, фамилия, прізвище, soyad, soyadi, soyisim, achternaam, etternavn, efternavn, efternamn, sukunimi, vezeteknev, nume de familie, =nume, =ho, επωνυμο, επιθετο, اللقب, اسم العائلة, العائلة, =姓, 姓氏, 名字, =氏, =성, =marga, उपनाम',
  ],
  [
    'given_name',
    'given name, givenname, given, first name, firstname, =first, fname, fname c1, forename, forenames, christian name, vorname, rufname, prenom, prenoms, nombre, nombres, primer nombre, =nome, nome proprio, imie, pierwsze imie, jmeno, meno, ime, имя, імя, ім я, =ad, =adi, isim, =ten, voornaam, voornamen, fornavn, fornamn, tilltalsnamn, etunimi, keresztnev, utonev, prenume, ονομα, الاسم الأول, اسم, =名, =이름, nama depan, nickname',
  ],
  [
    'occupation',
    'occupation, job, profession, =beruf, metier, profesion, professione, profissao, zawod, povolani, профессия, професія, должность, meslek, beroep, nghe nghiep, επαγγελμα, المهنة, 职业, 職業, 직업, pekerjaan',
  ],
  [
    'region',
    'state, province, region, county, district, =dept, departement, departamento, bundesland, kanton, canton, provincia, regione, estado, wojewodztwo, powiat, kraj region, область, район, =tinh, quan, huyen, νομος, المحافظة, 省份, 省, 州, 都道府県, 県, 区县, 도, taluk, kabupaten, provinsi, mandal',
  ],
  [
    'country',
    'country, nation, nationality, =land, staat, pays, pais, paese, nazione, nacionalidad, nazionalita, =kraj, страна, країна, ulke, χωρα, البلد, الدولة, 国家, 国籍, 국가',
  ],
  [
    'address',
    'address, addr, street, road, strasse, str, anschrift, adresse, rue, voie, calle, domicilio, direccion, indirizzo, =via, endereco, morada, =rua, ulica, adresa, улица, адрес, адреса, вулиця, adres, sokak, cadde, straat, straatnaam, gata, gate, katuosoite, osoite, utca, dia chi, duong, οδος, διευθυνση, العنوان, الشارع, 地址, 住址, 住所, 街道, 주소, alamat, jalan, पता',
  ],
  [
    'town',
    'city, town, suburb, village, municipality, locality, place, residence, =ort, wohnort, stadt, gemeinde, ville, commune, localite, ciudad, municipio, poblacion, localidad, comune, citta, cidade, freguesia, miasto, miejscowosc, mesto, obec, город, місто, село, населений пункт, населенный пункт, =il, ilce, sehir, woonplaats, plaats, gemeente, =by name, stad, kunta, kaupunki, varos, helyseg, oras, localitate, thanh pho, =xa, πολη, المدينة, مدينة, القرية, 城市, 所在地, 村, 乡镇, 镇, 市, 町, 도시, kota, desa, शहर, गाव',
  ],
]);

interface HeaderWord {
  readonly meaning: Meaning;
  readonly word: string;
  readonly isWhole: boolean;
}

const HEADER_WORDS: readonly HeaderWord[] = WORDS.flatMap(([meaning, words]) =>
  words.split(',').map((entry) => {
    const text = entry.trim();
    const isWhole = text.startsWith('=');
    return { meaning, word: headerWords(isWhole ? text.slice(1) : text), isWhole };
  }),
);

/** A header without accents, in small letters, one blank between its words. */
export function headerWords(header: string): string {
  return header
    .replace(/([\p{Ll}])([\p{Lu}])/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What the header says the column is about, if it says anything. A hint: the values decide. */
export function findHeaderMeaning(header: string): Meaning | undefined {
  const words = headerWords(header);
  const whole = HEADER_WORDS.find(({ word }) => word === words);
  if (whole) return whole.meaning;
  const padded = ` ${words} `;
  return HEADER_WORDS.find(({ word, isWhole }) => {
    if (isWhole) return false;
    if (padded.includes(` ${word} `)) return true;
    const isUnspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word);
    return (isUnspaced || word.length >= 6) && words.includes(word);
  })?.meaning;
}
