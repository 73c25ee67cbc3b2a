/** Accounting, tax, banking and insurance. */
export const FINANCE = `
accounting: ?Accounting | ?buchhaltung | ?rechnungswesen | ?finanzbuchhaltung | ?comptabilité | buchhaltungskenntnisse | buchführung | bookkeeping | tenue de livres
accounts-payable: Accounts payable | kreditorenbuchhaltung | comptabilité fournisseurs | kreditoren < accounting
accounts-receivable: Accounts receivable | debitorenbuchhaltung | comptabilité clients | debitoren < accounting
general-ledger: General ledger | hauptbuchhaltung | hauptbuch | grand livre < accounting
fixed-assets: Fixed asset accounting | anlagenbuchhaltung | immobilisations comptables < accounting
financial-statements: Financial statements | jahresabschluss | jahresabschlüsse | jahresabschlüssen | bilanzierung | bilanzbuchhaltung | annual accounts | bilan comptable | monatsabschlüsse | quartalsabschlüsse < accounting
month-end-closing: Month-end closing | month end close | monatsabschluss | monats- und jahresabschlüsse | clôture mensuelle | month-end close < accounting
consolidation: Group consolidation | konzernabschluss | konzernrechnungslegung | konsolidierung | consolidation comptable < accounting
cost-accounting: Cost accounting | kostenrechnung | kostenstellenrechnung | kosten- und leistungsrechnung | comptabilité analytique ~ controlling
controlling: =Controlling | contrôle de gestion | finanzcontrolling | unternehmenscontrolling ~ cost-accounting, financial-planning
project-controlling: Project controlling | projektcontrolling < controlling
financial-planning: Financial planning and analysis | fp&a | finanzplanung | liquiditätsplanung | planification financière | financial planning ~ controlling
financial-analysis: Financial analysis | finanzanalyse | analyse financière | financial analyses | finanzanalysen
financial-modeling: Financial modelling | financial modeling | finanzmodelle | finanzmodellierung | modélisation financière < financial-analysis
valuation: Valuation | unternehmensbewertung | bewertung von unternehmen | évaluation d'entreprise < financial-analysis
mergers-acquisitions: Mergers and acquisitions | m&a | fusions-acquisitions | due diligence ~ valuation
investment-banking: Investment banking | banque d'investissement ~ mergers-acquisitions
private-equity: ?Private equity | ?venture capital | capital-investissement ~ investment-banking
asset-management: Wealth and asset management | vermögensverwaltung | gestion d'actifs | wealth management | vermögensmanagement
portfolio-investments: Investment management | portfoliomanagement | wertpapiere | wertpapiergeschäft | fund management | gestion de portefeuille < asset-management
equity-research: Equity research | aktienanalyse < financial-analysis
trading: Securities trading | wertpapierhandel | fx trading | algorithmic trading | trading desk
bloomberg-terminal: Bloomberg Terminal | refinitiv | reuters eikon < financial-analysis
treasury: Treasury | cash management | cash-management | liquiditätsmanagement | gestion de trésorerie | treasury management
credit-management: Credit management | forderungsmanagement | mahnwesen | recouvrement | debt collection | kreditmanagement
credit-analysis: Credit analysis | kreditanalyse | bonitätsprüfung | kreditprüfung | analyse de crédit | credit risk | kreditrisiko | kreditrisiken
lending: Lending | kreditvergabe | baufinanzierung | kreditgeschäft | firmenkundengeschäft | mortgage lending | crédit immobilier ~ credit-analysis
banking: ?Banking | ?bankwesen | bankfachlich | banklehre | ?secteur bancaire | kernbanksysteme | core banking
payments: Payment systems | zahlungsverkehr | payment processing | sepa | moyens de paiement
tax: Taxation | steuerrecht | ?fiscalité | steuererklärungen | tax law | tax advisory | steuerberatung | tax compliance | déclarations fiscales | unternehmenssteuern
vat: VAT | umsatzsteuer | umsatzsteuervoranmeldungen | mehrwertsteuer | =TVA | umsatzsteuerrecht < tax
transfer-pricing: Transfer pricing | verrechnungspreise | prix de transfert < tax
tax-returns: Tax returns | steuererklärung | erstellung von steuererklärungen < tax
datev: DATEV < accounting
lexware: Lexware | sevdesk | abacus software < accounting
quickbooks: QuickBooks | xero < accounting
cegid: Cegid < accounting
ifrs: IFRS < accounting ~ hgb, us-gaap
hgb: HGB < accounting ~ ifrs
us-gaap: US GAAP | us-gaap | gaap < accounting ~ ifrs
swiss-gaap: Swiss GAAP FER < accounting ~ ifrs
audit: ?Auditing | wirtschaftsprüfung | jahresabschlussprüfung | audit financier | commissariat aux comptes | abschlussprüfung | external audit
internal-audit: Internal audit | interne revision | innenrevision | audit interne | internal auditing ~ audit
internal-controls: Internal controls | interne kontrollsysteme | internes kontrollsystem | contrôle interne | sarbanes-oxley | sox compliance ~ internal-audit
cpa: Chartered accountant | steuerberaterexamen | expert-comptable | acca | certified public accountant | bilanzbuchhalter ~ accounting
cfa: CFA charter | chartered financial analyst | cfa charterholder < financial-analysis
risk-management: Risk management | risikomanagement | gestion des risques | risk assessment | risikoanalyse | risikoanalysen
compliance: ?Compliance | compliance-management | regulatory compliance | conformité réglementaire
aml: Anti-money laundering | geldwäscheprävention | know your customer | geldwäschegesetz | =AML | lutte contre le blanchiment < compliance
banking-regulation: Banking regulation | bankenregulierung | basel iii | marisk | mifid | bankaufsichtsrecht < compliance
solvency: Solvency II < compliance ~ insurance
insurance: Insurance business | ?versicherungen | versicherungswesen | ?versicherungswirtschaft | ?insurance industry | ?secteur des assurances | versicherungskaufmann
underwriting: Underwriting | risikoprüfung | souscription d'assurance < insurance
claims-handling: Claims handling | schadenbearbeitung | schadenregulierung | claims management | gestion des sinistres | schadensregulierung < insurance
actuarial: Actuarial science | aktuar | versicherungsmathematik | actuariat | actuarial ~ statistics
pension-schemes: Pension administration | versorgungswerk | pension schemes administration | prévoyance professionnelle
invoicing: Invoicing | rechnungsstellung | fakturierung | facturation | rechnungsprüfung | billing processes | rechnungslegung
travel-expenses: Travel expenses | reisekostenabrechnung | notes de frais | reisekostenabrechnungen < accounting
grant-management: Grant management | fördermittelmanagement | fördermittel | gestion de subventions
public-accounting: Public sector accounting | doppik | haushaltsrecht | kameralistik | comptabilité publique < accounting
`

/** People work. */
export const HR = `
hr: ?Human resources | ?personalwesen | ?ressources humaines | ?personalmanagement | ?hr management | personalarbeit | human resource management
recruiting: ?Recruiting | ?personalbeschaffung | ?talent acquisition | ?recrutement | personalgewinnung | bewerbermanagement | candidate sourcing | full-cycle recruiting
active-sourcing: Active sourcing | active-sourcing | headhunting | direktansprache | linkedin recruiter | chasse de têtes < recruiting
employer-branding: Employer branding | employer-branding | arbeitgebermarke | marque employeur ~ recruiting
personnel-administration: HR administration | personaladministration | personalsachbearbeitung | personalverwaltung | administration du personnel | hr admin | personalbetreuung < hr
payroll: Payroll | lohnbuchhaltung | entgeltabrechnung | lohn- und gehaltsabrechnung | gehaltsabrechnung | gestion de la paie | lohnabrechnung | payroll accounting | lohnbuchhalter
compensation-benefits: Compensation and benefits | vergütungsmanagement | comp & ben | rémunération et avantages | total rewards < hr
personnel-development: Talent development | personalentwicklung | talentmanagement | talent management | développement des compétences | ?learning and development | ?learning & development < hr
performance-management: Performance management | leistungsbeurteilung | entretiens annuels < hr
training-delivery: Training delivery | durchführung von schulungen | train the trainer | mitarbeiterschulungen | animation de formations | schulungen durchzuführen
training-design: Instructional design | ?e-learning | schulungskonzepte | ingénierie pédagogique | trainingskonzepte | lernmanagementsysteme
vocational-training: Vocational training | ausbildereignung | ausbildereignungsprüfung | ausbilderschein | aevo | formation professionnelle
labor-relations: Labour relations | ?betriebsrat | mitbestimmung | relations sociales | industrial relations | betriebsverfassungsrecht | dialogue social
workforce-planning: Workforce planning | personaleinsatzplanung | personalplanung | schichtplanung | dienstplangestaltung | dienstplanung | planification des effectifs
time-recording: Time and attendance | zeiterfassung | zeitwirtschaft | gestion des temps | arbeitszeiterfassung < personnel-administration
hris: HR information systems | workday hcm | ?personio | bamboohr | sap successfactors | hris | sirh ~ hr
hr-analytics: People analytics | hr controlling | personalcontrolling | hr analytics | hr-controlling < hr
diversity-inclusion: ?Diversity and inclusion | diversity management | ?diversity & inclusion | ?diversité et inclusion
onboarding-staff: Employee onboarding | mitarbeiter-onboarding | onboarding neuer mitarbeiter < hr
health-management: Workplace health management | ?betriebliches gesundheitsmanagement | betriebliches eingliederungsmanagement | ?santé au travail
coaching: ?Coaching ~ mentoring
mentoring: ?Mentoring | ?mentorat ~ coaching
temp-staffing: Temporary staffing | ?arbeitnehmerüberlassung | personaldisposition | travail temporaire | ?personaldienstleistung < recruiting
relocation: Relocation and immigration | global mobility | mobilité internationale < hr
`

/** Law and rules. */
export const LAW = `
law: Legal practice | ?rechtswissenschaften | volljurist | volljuristin | zweites staatsexamen | 2. staatsexamen | juristisches staatsexamen | rechtskenntnisse | zulassung als rechtsanwalt | qualified lawyer | droit des affaires | juristisches studium
contract-law: Contract law | vertragsrecht | droit des contrats | contract drafting | vertragsgestaltung | contract review < law
contract-management: Contract management | vertragsmanagement | gestion des contrats | vertragsprüfung
labor-law: Employment law | arbeitsrecht | labour law | labor law | droit du travail | arbeitsrechtliche < law
corporate-law: Corporate law | gesellschaftsrecht | handelsrecht | droit des sociétés | company law < law
civil-law: Civil law | zivilrecht | droit civil | bürgerliches recht < law
criminal-law: Criminal law | strafrecht | droit pénal < law
administrative-law: Administrative law | verwaltungsrecht | droit administratif | öffentliches recht < law
social-law: Social law | sozialrecht | sozialgesetzbuch | droit social | sgb ii | sgb viii | sgb xii < law
intellectual-property: Intellectual property | patentrecht | markenrecht | urheberrecht | propriété intellectuelle | gewerblicher rechtsschutz | trademark law < law
patents: Patents | patentanmeldungen | patent prosecution | patentanwalt | brevets < intellectual-property
it-law: IT law | it-recht | droit du numérique < law
gdpr: Data protection | gdpr | dsgvo | datenschutz | rgpd | datenschutzrecht | data privacy | protection des données < compliance
competition-law: Competition law | kartellrecht | antitrust | wettbewerbsrecht | droit de la concurrence < law
insolvency-law: Insolvency law | insolvenzrecht | droit des entreprises en difficulté < law
family-law: Family law | familienrecht | droit de la famille < law
real-estate-law: Property law | immobilienrecht | mietrecht | wohnungseigentumsrecht | droit immobilier < law ~ real-estate
building-law: Construction law | baurecht | bauordnungsrecht | droit de la construction | vertragsrecht am bau < law
public-procurement: Public procurement | vergaberecht | öffentliche ausschreibungen | marchés publics | öffentliche vergabe ~ procurement
litigation: Litigation | prozessführung | contentieux | dispute resolution | arbitration | schiedsverfahren < law
notary: Notarial work | notariat | notarfachangestellte | actes notariés < law
legal-research: Legal research | juristische recherche | recherches juridiques < law
legal-assistance: Legal administration | rechtsanwaltsfachangestellte | ra-micro | paralegal | assistant juridique
export-control: Export control | exportkontrolle | sanctions compliance | contrôle des exportations < compliance ~ customs
medical-device-regulation: Medical device regulation | mdr | iso 13485 | medizinprodukterecht ~ regulatory-affairs
esg-compliance: Supply chain due diligence | lieferkettensorgfaltspflichtengesetz | lksg | devoir de vigilance < compliance
anti-corruption: Anti-corruption | korruptionsprävention | lutte contre la corruption < compliance
`
