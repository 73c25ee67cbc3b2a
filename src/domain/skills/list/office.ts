/** What many kinds of work ask for. */
export const OFFICE = `
ms-office: Microsoft Office | ms office | ms-office | office 365 | microsoft 365 | ms-office-kenntnisse | office-paket | m365 | pack office | suite office | ms-office-paket | ms-office-anwendungen
excel: Microsoft Excel | =Excel | ms excel | ms-excel | pivot-tabellen | pivottabellen | tableaux croisés dynamiques | pivot tables < ms-office
word: Microsoft Word | =Word | ms word | ms-word < ms-office
powerpoint: PowerPoint | ms powerpoint < ms-office
outlook: Microsoft Outlook | ms outlook | outlook < ms-office
ms-access: Microsoft Access | ms access | ms-access < ms-office ~ databases
ms-teams: Microsoft Teams | ms teams | ms-teams
ms-visio: Microsoft Visio | ms visio < ms-office
google-workspace: Google Workspace | g suite | google docs ~ ms-office
slack: =Slack | zoom meetings ~ ms-teams
notion: =Notion ~ confluence
office-management: Office management | büroorganisation | büromanagement | gestion de bureau | office-management | kauffrau für büromanagement | kaufmann für büromanagement | administrative assistance
secretarial: Secretarial work | sekretariat | sekretariatsaufgaben | secrétariat | sekretariatserfahrung | vorzimmer
executive-assistance: Executive assistance | assistenz der geschäftsführung | assistenz der geschäftsleitung | assistanat de direction | executive assistant | vorstandsassistenz
calendar-management: Calendar management | terminkoordination | terminplanung | terminmanagement | gestion d'agenda | terminvereinbarung | diary management
correspondence: Business correspondence | korrespondenz | geschäftskorrespondenz | schriftverkehr | correspondance commerciale
minutes: Taking minutes | protokollführung | rédaction de comptes rendus | protokollerstellung
data-entry: Data entry | datenerfassung | dateneingabe | saisie de données | datenpflege | saisie informatique
touch-typing: Touch typing | zehn-finger-system | 10-finger-system | dactylographie | schreibkenntnisse
telephone: Telephone work | telefonzentrale | telefondienst | accueil téléphonique | telefonische beratung | telefonservice
reception: Reception | empfang von besuchern | empfangstätigkeit | accueil physique | empfangsmitarbeiter | réceptionniste | rezeption | rezeptionist
archiving: Filing and archiving | archivierung | archivage | aktenablage
commercial-training: Commercial training | kaufmännische ausbildung | formation commerciale | kaufmännischen ausbildung | abgeschlossene kaufmännische | industriekaufmann | industriekauffrau | bürokaufmann | bürokauffrau
it-literacy: Computer literacy | edv-kenntnisse | pc-kenntnisse | it-affinität | bureautique | edv kenntnisse | computer skills | computerkenntnisse | outils informatiques
leadership: ?Leadership | personalführung | mitarbeiterführung | people management | teamführung | führungserfahrung | personalverantwortung | team leadership | encadrement d'équipe | führungskompetenz | management d'équipe | leitungserfahrung | disziplinarische führung | team management
presentation: Presentation skills | präsentationsfähigkeit | präsentationsstärke | präsentationstechniken | techniques de présentation | präsentationskompetenz
public-speaking: Public speaking | öffentliches reden | prise de parole en public | rhetorik
conflict-management: Conflict management | konfliktmanagement | konfliktfähigkeit | gestion des conflits | mediation | konfliktlösung
digitalization: ?Digitalisation | ?digitalisierung | ?digitale transformation | ?digital transformation | transformation numérique
business-administration: Business administration | ?betriebswirtschaftslehre | ?betriebswirtschaft | gestion d'entreprise | bwl-studium | betriebswirt
`

/** What is asked of a person rather than of their knowledge. */
export const TRAITS = `
communication: ?Communication | kommunikationsstärke | kommunikationsfähigkeit | communication skills | kommunikationsstark | kommunikative fähigkeiten | aisance relationnelle | kommunikationsgeschick | communicator
teamwork: Teamwork | teamfähigkeit | team player | teamplayer | esprit d'équipe | teamgeist | travail en équipe | teamorientierung | teamfähig
problem-solving: Problem solving | problemlösungskompetenz | problemlösung | problem-solving | résolution de problèmes | lösungsorientiert | problemlösungsfähigkeit | lösungsorientierte
analytical-thinking: Analytical thinking | analytisches denkvermögen | analytical skills | analytische fähigkeiten | analytisches denken | esprit d'analyse | analytisch | analytical mindset | capacité d'analyse
critical-thinking: Critical thinking | kritisches denken | esprit critique
self-organization: Self-organisation | selbstorganisation | ?eigenverantwortung | selbstständige arbeitsweise | selbständige arbeitsweise | ?autonomie | eigeninitiative | eigenverantwortliches arbeiten | self-organized | strukturierte arbeitsweise | organisationstalent
time-management: Time management | zeitmanagement | gestion du temps | organisational skills | organizational skills | organisationsgeschick | organisationsfähigkeit | sens de l'organisation
attention-to-detail: Attention to detail | ?genauigkeit | sorgfältige arbeitsweise | ?rigueur | detail-oriented | gewissenhaftigkeit | detail oriented | eye for detail
flexibility: ?Flexibility | ?flexibilität | adaptability | anpassungsfähigkeit | adaptabilité
resilience: Personal resilience | belastbarkeit | stressresistenz | résistance au stress | stress resistance | belastbar
creativity: ?Creativity | ?kreativität | ?créativité | creative thinking
customer-focus: Customer focus | kundenorientierung | kundenorientiertes | orientation client | customer orientation | serviceorientierung | dienstleistungsorientierung | kundenorientiert | sens du service
intercultural: Intercultural skills | interkulturelle kompetenz | compétences interculturelles | intercultural competence | interkulturelle
decision-making: Decision making | entscheidungsfreude | prise de décision | entscheidungsstärke | decision-making
empathy: ?Empathy | einfühlungsvermögen | ?empathie | empathisch
entrepreneurship: Entrepreneurial thinking | unternehmerisches denken | esprit entrepreneurial | entrepreneurial mindset | ?unternehmerisch
active-listening: Active listening | aktives zuhören | écoute active
willingness-to-travel: Willingness to travel | reisebereitschaft | mobilité géographique | willing to travel | déplacements fréquents
`
