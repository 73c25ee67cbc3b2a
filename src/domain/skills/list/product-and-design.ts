/** Design and media. */
export const DESIGN = `
figma: Figma < ui
sketch: =Sketch < ui ~ figma
adobe-xd: Adobe XD < ui ~ figma
invision: InVision | axure | balsamiq < prototyping
adobe-cc: Adobe Creative Cloud | adobe creative suite | creative cloud | adobe cc | adobe-creative-suite | suite adobe
photoshop: Photoshop | adobe photoshop < adobe-cc
illustrator: Adobe Illustrator | +Illustrator < adobe-cc
indesign: InDesign | adobe indesign < adobe-cc
after-effects: After Effects | adobe after effects < adobe-cc ~ motion-design
premiere: Premiere Pro | adobe premiere | adobe premiere pro < adobe-cc ~ video-editing
lightroom: Lightroom < adobe-cc ~ photography
canva: Canva ~ graphic-design
coreldraw: CorelDRAW ~ illustrator
ux: UX design | user experience | ux/ui | ui/ux | ux-design | expérience utilisateur | nutzererlebnis
ux-research: UX research | user research | usability tests | usability testing | nutzerforschung | user interviews | tests utilisateurs < ux
ux-writing: UX writing | microcopy < ux ~ copywriting
ui: UI design | interface design | ui-design | user interface design | oberflächengestaltung ~ ux
interaction-design: Interaction design | interaktionsdesign < ux
information-architecture: Information architecture | informationsarchitektur < ux
prototyping: Prototyping | wireframes | wireframing | rapid prototyping ~ ux
design-systems: Design systems | design system | design-systeme | designsystem < ui
accessibility: Accessibility | barrierefreiheit | wcag | accessibilité numérique ~ ux
design-thinking: Design thinking | design-thinking ~ ux
service-design: Service design < ux
product-design: Product design | produktdesign | design produit ~ ux
web-design: Web design | webdesign ~ ui
responsive-design: Responsive design | responsive webdesign < web-design
graphic-design: Graphic design | grafikdesign | graphisme | visual design | kommunikationsdesign
typography: Typography | typografie | typographie < graphic-design
layout: Layout and typesetting | desktop publishing | reinzeichnung | =DTP < graphic-design
print-production: Print production | druckvorstufe | prepress | druckvorbereitung ~ layout
packaging-design: Packaging design | verpackungsdesign < graphic-design
corporate-design: Corporate design | corporate identity | brand design | identité visuelle < graphic-design
illustration: Illustration | ?illustrationen < graphic-design
motion-design: Motion design | motion graphics | animationsdesign
animation: 2D and 3D animation | 3d animation | 3d-animation | 2d animation ~ motion-design
3d-modeling: 3D modelling | 3d modeling | 3d-modellierung | modélisation 3d
blender: +Blender < 3d-modeling
maya: Autodesk Maya | 3ds max | cinema 4d | zbrush < 3d-modeling
rendering: 3D rendering | v-ray | 3d-visualisierung | 3d visualisation < 3d-modeling
video-editing: Video editing | videoschnitt | videobearbeitung | montage vidéo | final cut | davinci resolve
video-production: Video production | videoproduktion | filmproduktion | production vidéo ~ video-editing
photography: Photography | ?fotografie | produktfotografie | ?photographie
image-editing: Image editing | bildbearbeitung | retouching | retouche photo ~ photoshop
audio-engineering: Audio engineering | tontechnik | sound design | audio editing | pro tools
broadcasting: Broadcasting | rundfunktechnik | sendetechnik
journalism: Journalism | ?journalismus | ?journalisme | redaktionelle erfahrung
editing: Editing and proofreading | lektorat | korrekturlesen | proofreading | copy editing | copyediting | relecture
interior-design: Interior design | innenarchitektur | raumgestaltung | architecture d'intérieur
fashion-design: Fashion design | modedesign | stylisme < product-design
pattern-making: Pattern making | schnitttechnik | schnittkonstruktion | patronage textile ~ fashion-design
exhibition-design: Exhibition design | messebau | ausstellungsgestaltung
event-technology: Event technology | veranstaltungstechnik | lichttechnik | stage technology
`

/** Products, projects and how work is organised. */
export const PRODUCT = `
product-management: Product management | produktmanagement | gestion de produit | product-management
product-owner: Product ownership | product owner | product-owner ~ product-management, scrum
product-strategy: Product strategy | produktstrategie | product vision | produktvision < product-management
roadmapping: Roadmapping | product roadmap | product roadmaps | roadmap planning | produktroadmap < product-management
product-discovery: Product discovery | product-discovery < product-management
product-analytics: Product analytics | amplitude analytics | mixpanel < product-management ~ data-analysis
backlog-management: Backlog management | backlog refinement | product backlog < agile
user-stories: User stories | user story mapping < agile
market-research: Market research | marktforschung | étude de marché | marktanalysen | marktanalyse | études de marché
competitive-analysis: Competitive analysis | wettbewerbsanalyse | wettbewerbsanalysen | competitor analysis < market-research
pricing: ?Pricing | preisgestaltung | preiskalkulation | pricing strategy | preisstrategie
go-to-market: Go-to-market strategy | go-to-market-strategie | gtm strategy | go-to-market strategies ~ product-marketing
agile: Agile methods | agile | agil | agile methoden | agiles arbeiten | agilen methoden | méthodes agiles | agile methodologies
scrum: Scrum < agile ~ kanban
scrum-master: Scrum mastery | scrum master | scrum-master < scrum
agile-coaching: Agile coaching | agile coach < agile
kanban: Kanban < agile ~ scrum
safe: =SAFe | scaled agile < agile
okr: OKR | objectives and key results
project-management: Project management | projektmanagement | projektleitung | gestion de projet | gestion de projets | projektsteuerung | projektplanung | project planning
program-management: Programme management | program management | programmmanagement | portfolio management office | =PMO < project-management
portfolio-management: Project portfolio management | projektportfolio < project-management
prince2: PRINCE2 < project-management ~ pmp, ipma
pmp: PMP | pmp certification | pmi certification < project-management ~ prince2, ipma
ipma: IPMA | gpm-zertifizierung < project-management ~ prince2, pmp
hermes-method: HERMES project method | hermes projektmanagement | hermes 5 < project-management
ms-project: Microsoft Project | ms project | ms-project < project-management
asana: =Asana | trello | monday.com | clickup | smartsheet ~ project-management
resource-planning: Resource planning | ressourcenplanung | kapazitätsplanung | capacity planning
stakeholder-management: Stakeholder management | stakeholdermanagement | stakeholder-management | gestion des parties prenantes
requirements: Requirements engineering | anforderungsmanagement | anforderungsanalyse | requirements analysis | requirements management | anforderungserhebung | recueil des besoins
business-analysis: Business analysis | geschäftsprozessanalyse | business-analyse | analyse fonctionnelle
process-management: Process management | prozessmanagement | prozessoptimierung | bpmn | process optimisation | process optimization | geschäftsprozesse | optimisation des processus | business process management | prozessanalyse
process-improvement: Continuous improvement | kontinuierliche verbesserung | kontinuierlichen verbesserung | kaizen | amélioration continue | kvp-prozesse | process improvement ~ lean
change-management: Change management | veränderungsmanagement | change-management | conduite du changement | veränderungsprozesse
organizational-development: Organisational development | organisationsentwicklung | organizational development ~ change-management
business-development: Business development | geschäftsentwicklung | business-development | développement commercial
strategy: Business strategy | unternehmensstrategie | strategieentwicklung | strategic planning | strategische planung | stratégie d'entreprise
innovation-management: Innovation management | innovationsmanagement | gestion de l'innovation
management-consulting: Management consulting | unternehmensberatung | strategy consulting | conseil en stratégie | strategieberatung
vendor-management: Vendor management | lieferantensteuerung | dienstleistersteuerung | vendor-management ~ procurement
sustainability: Sustainability management | nachhaltigkeitsmanagement | esg reporting | nachhaltigkeitsberichterstattung | csrd | développement durable
budgeting: Budgeting | budgetplanung | budgetverantwortung | budget management | gestion budgétaire | budget planning | budgetierung
workshop-facilitation: Workshop facilitation | workshopmoderation | moderation von workshops | facilitation skills | animation d'ateliers
knowledge-management: Knowledge management | wissensmanagement | gestion des connaissances
quality-management: Quality management | qualitätsmanagement | qm-systeme | gestion de la qualité | management de la qualité | qualitätsmanagementsystem
iso-9001: ISO 9001 < quality-management
quality-assurance: Quality assurance | qualitätssicherung | assurance qualité | quality control | qualitätskontrolle | qualitätskontrollen | contrôle qualité ~ quality-management
lean: Lean management | lean manufacturing | lean production | lean-management | lean thinking ~ six-sigma
six-sigma: Six Sigma | six-sigma | lean six sigma | green belt | black belt < quality-management ~ lean
`
