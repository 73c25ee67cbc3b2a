/** Medicine and care. */
export const HEALTH = `
nursing: ?Nursing | ?krankenpflege | altenpflege | pflegefachkraft | gesundheits- und krankenpflege | soins infirmiers | registered nurse | pflegefachmann | pflegefachfrau | gesundheits- und krankenpfleger | diplôme d'infirmier
elderly-care: Elderly care | seniorenbetreuung | aged care | gériatrie | seniorenpflege | geriatrie | soins aux personnes âgées < nursing
home-care: Home care | ambulante pflege | häusliche pflege | soins à domicile | ambulanten pflege < nursing
intensive-care: Intensive care | intensivpflege | intensivstation | intensivmedizin | soins intensifs | fachweiterbildung intensivpflege < nursing
pediatric-nursing: Paediatric nursing | kinderkrankenpflege | pediatric nursing | pflege von kindern | soins pédiatriques < nursing
palliative-care: Palliative care | palliativpflege | palliativmedizin | soins palliatifs < nursing
psychiatric-care: Psychiatric care | psychiatrische pflege | soins psychiatriques < nursing
surgical-assistance: Operating theatre assistance | operationstechnische assistenz | op-pflege | operating room nursing | instrumentation chirurgicale < nursing
wound-care: Wound care | wundmanagement | wundversorgung | soin des plaies < nursing
medication: Medication administration | medikamentengabe | medikamentenvergabe | administration de médicaments < nursing
care-documentation: Care documentation | pflegedokumentation | dossier de soins | vivendi pflege < nursing
care-management: Care management | pflegedienstleitung | pflegemanagement | wohnbereichsleitung | praxisanleitung | case management < nursing
nursing-assistance: Care assistance | pflegehilfskraft | grundpflege | pflegeassistenz | aide-soignant | pflegehelfer | aide-soignante < nursing
medical-treatment-care: Treatment care | behandlungspflege < nursing
midwifery: Midwifery | hebamme | geburtshilfe | sage-femme | geburtsbegleitung
first-aid: First aid | erste hilfe | ersthelfer | premiers secours | erste-hilfe-kurs
emergency-medicine: Emergency medicine | notfallmedizin | rettungsdienst | notfallsanitäter | rettungssanitäter | médecine d'urgence | paramedic
life-support: Advanced life support | basic life support | reanimation | bls certification | acls ~ first-aid
anesthesia: Anaesthesia | anästhesie | anesthésie | anesthesia | anästhesiepflege
surgery: ?Surgery | ?chirurgie | unfallchirurgie | orthopädie und unfallchirurgie
internal-medicine: Internal medicine | innere medizin | médecine interne | inneren medizin
general-medicine: General medicine | allgemeinmedizin | médecine générale | family medicine | hausärztlich
cardiology: Cardiology | kardiologie | cardiologie < internal-medicine
oncology: Oncology | onkologie | oncologie < internal-medicine
neurology: Neurology | neurologie
psychiatry: Psychiatry | psychiatrie | psychiatrie und psychotherapie
pediatrics: Paediatrics | pädiatrie | pediatrics | pédiatrie | kinderheilkunde
gynecology: Gynaecology | gynäkologie | gynécologie | gynecology
orthopedics: Orthopaedics | orthopädie | orthopédie | orthopedics
radiology: Radiology | radiologie | medizinische technologie für radiologie | medical imaging | imagerie médicale
sonography: Sonography | sonographie | sonografie | échographie | ultrasound diagnostics < radiology
mri-ct: MRI and CT | kernspintomographie | computertomographie | irm scanner | mri scanning < radiology
laboratory-medicine: Clinical laboratory | laboratoriumsdiagnostik | klinische chemie | labordiagnostik | biologie médicale | hämatologie
occupational-medicine: Occupational medicine | arbeitsmedizin | médecine du travail | betriebsarzt
dentistry: Dentistry | zahnmedizin | zahnarzt | médecine dentaire | zahnheilkunde
dental-assistance: Dental assistance | zahnmedizinische fachangestellte | zahnmedizinische prophylaxe | assistant dentaire | dentalhygiene < dentistry
dental-technology: Dental technology | zahntechnik | prothèse dentaire < dentistry
medical-assistance: Medical assistance | medizinische fachangestellte | arzthelferin | sprechstundenassistenz | assistant médical | medizinischer fachangestellter
blood-sampling: Blood sampling | blutentnahme | blutentnahmen | phlebotomy | prises de sang < medical-assistance
medical-coding: Medical coding | medizinische kodierung | drg-kodierung | icd-10 | codage médical
medical-billing: Medical billing | goä | ebm-abrechnung | privatliquidation | abrechnung nach goä | medical claims < medical-assistance
hospital-systems: Hospital information systems | krankenhausinformationssystem | epic emr | electronic health records | dedalus orbis
pharmacy: ?Pharmacy | ?pharmazie | ?apotheke | ?pharmacie | pharmazeutisch-technische assistenz | pharmazeutisch
pharmacology: Pharmacology | pharmakologie | pharmacologie < pharmacy
pharmacovigilance: Pharmacovigilance | arzneimittelsicherheit < regulatory-affairs
regulatory-affairs: Regulatory affairs | zulassung von arzneimitteln | affaires réglementaires | arzneimittelzulassung
clinical-trials: Clinical trials | klinische studien | klinischen studien | essais cliniques | clinical research | studienkoordination
gcp-clinical: Good clinical practice | ich-gcp | ich gcp < clinical-trials
gmp: Good manufacturing practice | =GMP | gmp-umfeld | gmp-kenntnisse | bonnes pratiques de fabrication | good manufacturing practices
physiotherapy: Physiotherapy | physiotherapie | physiothérapie | krankengymnastik | kinésithérapie | physical therapy
manual-therapy: Manual therapy | manuelle therapie | thérapie manuelle | lymphdrainage | manuelle lymphdrainage < physiotherapy
occupational-therapy: Occupational therapy | ergotherapie | ergothérapie
speech-therapy: Speech therapy | logopädie | orthophonie | sprachtherapie | speech-language pathology
psychotherapy: Psychotherapy | psychotherapie | psychothérapie | verhaltenstherapie | cognitive behavioural therapy | approbation als psychologischer psychotherapeut
psychology: ?Psychology | ?psychologie | klinische psychologie
rehabilitation: ?Rehabilitation | ?réadaptation | rehabilitationsmedizin
nutrition: ?Nutrition | ernährungsberatung | diätassistenz | diététique | ernährungswissenschaften | dietetics
optics: Optometry | augenoptik | augenoptiker | optique lunetterie | refraktion
hearing-aids: Hearing aid acoustics | hörakustik | hörgeräteakustik | audioprothèse
medical-technology: ?Medical devices | ?medizintechnik | ?medizinprodukte | ?dispositifs médicaux | ?medical device
hygiene: Hygiene management | hygienemanagement | hygienevorschriften | hygienestandards | infection control | règles d'hygiène | krankenhaushygiene
sterilization: Sterile processing | aufbereitung von medizinprodukten | sterilgutaufbereitung | stérilisation
veterinary: Veterinary medicine | tiermedizin | veterinärmedizin | médecine vétérinaire | tiermedizinische fachangestellte
massage: Massage therapy | massagetherapie
podiatry: Podiatry | podologie | medizinische fußpflege
public-health: ?Public health | gesundheitsförderung | santé publique | epidemiology | epidemiologie | épidémiologie
telemedicine: Telemedicine | telemedizin | télémédecine
`

/** Teaching and social work. */
export const EDUCATION = `
teaching: ?Teaching | ?unterricht | didaktik | ?enseignement | unterrichtserfahrung | lehrerfahrung | lehramt | unterrichtsgestaltung
curriculum: Curriculum development | lehrplanentwicklung | curriculumentwicklung | lesson planning | unterrichtsplanung < teaching
early-childhood: Early childhood education | frühpädagogik | kindererziehung | frühkindliche bildung | erzieher/in | staatlich anerkannte erzieher | staatlich anerkannter erzieher | petite enfance | kindheitspädagogik | éducation de la petite enfance
childcare: ?Childcare | ?kinderbetreuung | kinderpflege | garde d'enfants | tagespflege für kinder ~ early-childhood
kindergarten: Nursery school work | kindertagesstätte | kita-erfahrung | krippenpädagogik < early-childhood
special-education: Special education | sonderpädagogik | heilpädagogik | éducation spécialisée | inklusionspädagogik | special needs education
integration-assistance: School assistance | schulbegleitung | integrationsassistenz | accompagnement scolaire | eingliederungshilfe
social-work: Social work | soziale arbeit | sozialarbeit | sozialpädagogik | travail social | sozialen arbeit | sozialarbeiter
youth-work: Youth work | jugendarbeit | jugendhilfe | kinder- und jugendhilfe | animation jeunesse | jugendsozialarbeit < social-work
family-support: Family support | familienhilfe | sozialpädagogische familienhilfe | erziehungsberatung | protection de l'enfance < social-work
disability-support: Disability support | behindertenhilfe | heilerziehungspflege | assistenz für menschen mit behinderung | accompagnement du handicap < social-work
addiction-counseling: Addiction counselling | suchtberatung | suchthilfe | addictologie < social-work
refugee-work: Refugee support | flüchtlingsarbeit | migrationsberatung | flüchtlingshilfe | accueil des réfugiés < social-work
counseling: Counselling | psychosoziale beratung | beratungsgespräche | counseling | conseil psychosocial
career-counseling: Career counselling | berufsberatung | karriereberatung | orientation professionnelle | career coaching < counseling
adult-education: Adult education | erwachsenenbildung | formation pour adultes | andragogik < teaching
language-teaching: Language teaching | sprachunterricht | deutsch als fremdsprache | daf-unterricht | tefl | enseignement des langues < teaching
mathematics-teaching: Mathematics teaching | mathematikunterricht | nachhilfe < teaching
music-education: Music education | musikpädagogik | musikunterricht | éducation musicale < teaching
sports-coaching: Sports coaching | trainerlizenz | sportpädagogik | übungsleiter | entraînement sportif
fitness-training: Fitness training | personal training | fitnesstrainer | fitness-trainer | coach sportif < sports-coaching
swimming-supervision: Lifeguarding | rettungsschwimmer | badeaufsicht | bademeister | surveillant de baignade
outdoor-education: Outdoor education | erlebnispädagogik | naturpädagogik
educational-administration: Education administration | schulverwaltung | bildungsmanagement | studienberatung | student advising
academic-research: Academic research | wissenschaftliches arbeiten | wissenschaftliche publikationen | scientific publications | recherche scientifique | publications scientifiques
university-teaching: University teaching | hochschullehre | lehrveranstaltungen | enseignement supérieur < teaching
learning-platforms: Learning platforms | =Moodle | lms administration | learning management system < training-design
library-science: Library work | bibliothekswesen | bibliothekswissenschaft | archivwesen | bibliothéconomie | archival science
museum-work: Museum work | museumspädagogik | kuratieren | ausstellungskonzeption | médiation culturelle
volunteer-management: Volunteer management | ehrenamtskoordination | freiwilligenmanagement | gestion de bénévoles
theology: Pastoral care | seelsorge | aumônerie | gemeindearbeit
`
