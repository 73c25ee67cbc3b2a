type Some<Item> = readonly [Item, ...Item[]]

/** Employers that do not exist. */
export const COMPANIES: Some<string> = [
  'Elbkontor Hafenlogistiksysteme GmbH & Co. KG',
  'Nordlicht Energienetze Verwaltungsgesellschaft mbH',
  'Lumen & Ashdown Ltd',
  'Sundbro Payments ApS',
  'Waterlinie Software B.V.',
  'Fjällbacka Robotics AB',
  'Ateliers Quintessence SAS',
  'Platforma Kurierska Sp. z o.o.',
  'Oberrheinische Kraftfahrzeugprüfstelle e. V.',
  'Helvetische Rückversicherungsdatenverarbeitung AG',
  'Kestrel Field Data Inc.',
  'Brightwater Clinics Ltd',
  'Isarwerk Messtechnik GmbH',
  'Spreebogen Verlagsgesellschaft mbH',
  'Tauber & Lindqvist Beratung GmbH',
  'Grünhain Lebensmittelhandel AG',
  'Harrow Lane Studios Ltd',
  'Pinecrest Mobility LLC',
  'Kupferdreh Anlagenbau GmbH',
  'Windrose Klimasysteme GmbH',
  'Marbach Versicherungsmakler AG',
  'Alsterfunk Medien GmbH',
  'Quarry Hill Analytics Ltd',
  'Bodensee Fährbetriebe AöR',
  'Riemenschneider Textilmaschinen GmbH',
  'Copperleaf Learning Ltd',
  'Stadtwerke Obermühlental GmbH',
  'Moorfeld Pflegeverbund gGmbH',
  'Talbrücke Bauplanung GmbH',
  'Northgate Civic Software Ltd',
  'Zürisee Präzisionsteile AG',
  'Donaukanal Reisen GmbH',
  'Silberpappel Biotech SE',
  'Hollis & Vane Legal LLP',
  'Kranich Solartechnik GmbH',
  'Ostfriesische Teemanufaktur KG',
  'Beacon Street Robotics Inc.',
  'Lindengarten Wohnungsgenossenschaft eG',
  'Merse Valley Foods plc',
  'Rheinhessen Getränkelogistik GmbH',
]

export interface City {
  readonly raw: string
  readonly city: string
  readonly country: string
  readonly currency: string
  /** Pay against Germany's. */
  readonly pay: number
}
export const CITIES: Some<City> = [
  { raw: 'Hamburg', city: 'Hamburg', country: 'DE', currency: 'EUR', pay: 1 },
  { raw: 'Berlin', city: 'Berlin', country: 'DE', currency: 'EUR', pay: 1 },
  { raw: 'München', city: 'München', country: 'DE', currency: 'EUR', pay: 1.1 },
  { raw: 'Köln', city: 'Köln', country: 'DE', currency: 'EUR', pay: 0.97 },
  { raw: 'Leipzig', city: 'Leipzig', country: 'DE', currency: 'EUR', pay: 0.88 },
  { raw: 'Stuttgart', city: 'Stuttgart', country: 'DE', currency: 'EUR', pay: 1.05 },
  { raw: 'Frankfurt am Main', city: 'Frankfurt am Main', country: 'DE', currency: 'EUR', pay: 1.06 },
  { raw: 'Wien, Österreich', city: 'Wien', country: 'AT', currency: 'EUR', pay: 0.95 },
  { raw: 'Zürich, Schweiz', city: 'Zürich', country: 'CH', currency: 'CHF', pay: 1.7 },
  { raw: 'London, United Kingdom', city: 'London', country: 'GB', currency: 'GBP', pay: 0.98 },
  { raw: 'Manchester, United Kingdom', city: 'Manchester', country: 'GB', currency: 'GBP', pay: 0.8 },
  { raw: 'Amsterdam, Netherlands', city: 'Amsterdam', country: 'NL', currency: 'EUR', pay: 1.05 },
  { raw: 'København, Danmark', city: 'København', country: 'DK', currency: 'DKK', pay: 8.6 },
  { raw: 'Dublin, Ireland', city: 'Dublin', country: 'IE', currency: 'EUR', pay: 1.08 },
]

export interface Role {
  readonly en: string
  readonly de: string
  /** A year's pay in Germany, mid-level, in euros. */
  readonly pay: number
  readonly skills: Some<string>
}
export const ROLES: Some<Role> = [
  {
    en: 'Data Engineer',
    de: 'Dateningenieur (m/w/d) Betriebsdatenerfassung',
    pay: 68_000,
    skills: ['Python', 'SQL', 'Kafka', 'Airflow', 'dbt', 'Snowflake', 'Terraform', 'Spark'],
  },
  {
    en: 'Backend Developer',
    de: 'Softwareentwickler (m/w/d) Geschäftsprozessautomatisierung',
    pay: 66_000,
    skills: ['Java', 'Spring Boot', 'PostgreSQL', 'Kubernetes', 'REST APIs', 'Docker', 'Kotlin'],
  },
  {
    en: 'Frontend Developer',
    de: 'Frontendentwickler (m/w/d) Kundenportale',
    pay: 62_000,
    skills: ['TypeScript', 'React', 'CSS', 'GraphQL', 'Playwright', 'Accessibility', 'Figma'],
  },
  {
    en: 'Platform Engineer',
    de: 'Systemingenieur (m/w/d) Rechenzentrumsbetrieb',
    pay: 72_000,
    skills: ['Kubernetes', 'Terraform', 'AWS', 'Linux', 'Prometheus', 'GitLab CI', 'Ansible'],
  },
  {
    en: 'Machine Learning Engineer',
    de: 'Ingenieur (m/w/d) Maschinelles Lernen in der Qualitätssicherung',
    pay: 76_000,
    skills: ['Python', 'PyTorch', 'MLOps', 'SQL', 'Docker', 'Statistics', 'Azure'],
  },
  {
    en: 'Data Analyst',
    de: 'Datenanalyst (m/w/d) Versorgungsforschung',
    pay: 54_000,
    skills: ['SQL', 'Power BI', 'Excel', 'Statistics', 'Python', 'Tableau'],
  },
  {
    en: 'Product Manager',
    de: 'Produktmanager (m/w/d) Zahlungsverkehrslösungen',
    pay: 74_000,
    skills: ['Product management', 'Scrum', 'Jira', 'Stakeholder management', 'SQL', 'UX design'],
  },
  {
    en: 'UX Designer',
    de: 'Gestalter (m/w/d) Benutzeroberflächen',
    pay: 58_000,
    skills: ['Figma', 'UX design', 'Design systems', 'Accessibility', 'HTML'],
  },
  {
    en: 'Project Manager',
    de: 'Projektleiter (m/w/d) Netzausbauvorhaben',
    pay: 64_000,
    skills: ['Project management', 'Stakeholder management', 'Excel', 'Agile methods', 'SAP'],
  },
  {
    en: 'IT Security Analyst',
    de: 'Referent (m/w/d) Informationssicherheitsmanagement',
    pay: 70_000,
    skills: ['Information security', 'ISO 27001', 'Linux', 'Networking', 'Penetration testing'],
  },
  {
    en: 'SAP Consultant',
    de: 'Berater (m/w/d) Rechnungswesen und Materialwirtschaft',
    pay: 71_000,
    skills: ['SAP S/4HANA', 'ABAP', 'Accounting', 'Requirements engineering'],
  },
  {
    en: 'Accountant',
    de: 'Bilanzbuchhalter (m/w/d) Konzernrechnungslegung',
    pay: 56_000,
    skills: ['Accounting', 'IFRS', 'HGB', 'DATEV', 'Excel'],
  },
  {
    en: 'Registered Nurse',
    de: 'Pflegefachkraft (m/w/d) Intensivstation',
    pay: 45_000,
    skills: ['Nursing', 'First aid', 'Communication'],
  },
  {
    en: 'Supply Chain Planner',
    de: 'Sachbearbeiter (m/w/d) Warenausgangsdisposition',
    pay: 50_000,
    skills: ['Supply chain management', 'Logistics', 'SAP', 'Excel', 'Lean management'],
  },
  {
    en: 'Customer Success Manager',
    de: 'Kundenbetreuer (m/w/d) Bestandskundenentwicklung',
    pay: 52_000,
    skills: ['Customer success', 'CRM', 'Salesforce', 'Communication', 'Negotiation'],
  },
  {
    en: 'Recruiter',
    de: 'Personalreferent (m/w/d) Nachwuchskräftegewinnung',
    pay: 51_000,
    skills: ['Recruiting', 'Human resources', 'Communication', 'Excel'],
  },
]

export const LEVELS: Some<{ readonly en: string; readonly de: string; readonly pay: number }> = [
  { en: '', de: '', pay: 1 },
  { en: '', de: '', pay: 1 },
  { en: 'Senior ', de: 'Senior ', pay: 1.24 },
  { en: 'Senior ', de: 'Senior ', pay: 1.24 },
  { en: 'Junior ', de: 'Junior ', pay: 0.76 },
  { en: 'Lead ', de: 'Lead ', pay: 1.42 },
]

export const TASKS: { readonly en: Some<string>; readonly de: Some<string> } = {
  en: [
    'You take a topic from the first question to what runs every day.',
    'You work with four teams that use what you build, and hear from them weekly.',
    'You keep what exists in good order, and say when it is time to replace it.',
    'You write down how things work, so that others can take over.',
    'You share the duty for operations, one week in six, with time off in return.',
    'You help two younger colleagues to become better at what you do.',
    'You measure what changes for customers, and decide by that.',
  ],
  de: [
    'Du begleitest ein Vorhaben von der ersten Frage bis in den täglichen Betrieb.',
    'Du arbeitest mit vier Fachbereichen zusammen, die nutzen, was du entwickelst.',
    'Du hältst Bestehendes in gutem Zustand und sagst, wann es ersetzt werden sollte.',
    'Du verantwortest die Weiterentwicklung unserer Betriebsdatenerfassung.',
    'Du dokumentierst so, dass andere übernehmen können.',
    'Du leitest zwei jüngere Kolleginnen und Kollegen fachlich an.',
    'Du stimmst dich eng mit dem Datenschutzbeauftragten und der Geschäftsprozesssteuerung ab.',
  ],
}

export const PEOPLE: Some<string> = [
  'Mira Falkenrath',
  'Jonas Ehrlinger',
  'Priya Nandakumar',
  'Tom Ashgrove',
  'Leonie Brinkhaus',
  'Søren Kjeldgaard',
  'Amélie Roussin',
  'David Okonjo-Reed',
  'Katarzyna Wilczek',
  'Hannah Lindqvist',
  'Carlos Menendez-Ruiz',
  'Ingrid Solheim',
  'Felix Oberthür',
  'Nadia Haddadin',
  'Ruth Castleford',
  'Emre Yıldırım',
  'Clara Weisshaupt',
  'Oliver Penhallow',
]
