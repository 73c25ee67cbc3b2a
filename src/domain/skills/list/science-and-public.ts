/** Laboratories and sciences. */
export const SCIENCE = `
laboratory-work: Laboratory work | laborerfahrung | labortätigkeit | laborarbeit | travail de laboratoire | laborkenntnisse | laborpraxis | lab techniques | laborant | techniques de laboratoire
chemistry: ?Chemistry | ?chemie | ?chimie | chemielaborant | chemisch-technische assistenz | chemikant
organic-chemistry: Organic chemistry | organische chemie | chimie organique | organische synthese | organic synthesis < chemistry
analytical-chemistry: Analytical chemistry | analytische chemie | chimie analytique | instrumentelle analytik < chemistry
polymer-chemistry: Polymer chemistry | polymerchemie | chimie des polymères < chemistry
electrochemistry: Electrochemistry | elektrochemie | électrochimie < chemistry
chromatography: Chromatography | hplc | gaschromatographie | chromatographie | gc-ms | lc-ms < analytical-chemistry
mass-spectrometry: Mass spectrometry | massenspektrometrie | spectrométrie de masse < analytical-chemistry
spectroscopy: Spectroscopy | spektroskopie | spectroscopie | nmr | ftir < analytical-chemistry
titration: Titration | nasschemie | titrationen < analytical-chemistry
biology: ?Biology | ?biologie | biologielaborant | biowissenschaften | ?life sciences
molecular-biology: Molecular biology | molekularbiologie | biologie moléculaire | molekularbiologische methoden < biology
pcr: PCR | qpcr | rt-pcr < molecular-biology
cell-culture: Cell culture | zellkultur | culture cellulaire | zellkulturen | zellkulturtechnik < biology
microbiology: Microbiology | mikrobiologie | microbiologie < biology
genetics: ?Genetics | genetik | génétique | humangenetik < biology
sequencing: Sequencing | next-generation sequencing | ngs | séquençage < genetics
crispr: CRISPR | gene editing < genetics
cloning: Cloning and protein expression | klonierung | protein expression | proteinexpression | protein purification < molecular-biology
biochemistry: Biochemistry | biochemie | biochimie < chemistry
immunology: Immunology | immunologie | immunoassays | elisa assay
flow-cytometry: Flow cytometry | durchflusszytometrie | cytométrie en flux < immunology
microscopy: Microscopy | mikroskopie | microscopie | rasterelektronenmikroskopie | electron microscopy
histology: Histology | histologie | histopathologie < biology
bioinformatics: Bioinformatics | bioinformatik | bio-informatique ~ data-analysis, biology
biotechnology: Biotechnology | biotechnologie | bioprozesstechnik | bioprocessing
fermentation: Fermentation | upstream processing | downstream processing < biotechnology
toxicology: Toxicology | toxikologie | toxicologie
animal-studies: Animal studies | tierversuche | felasa | expérimentation animale
glp: Good laboratory practice | =GLP | gute laborpraxis | bonnes pratiques de laboratoire < laboratory-work
iso-17025: ISO 17025 | iso/iec 17025 < laboratory-work
lims: LIMS | laborinformationssystem < laboratory-work
sample-preparation: Sample preparation | probenvorbereitung | probenahme | préparation d'échantillons | probenaufbereitung < laboratory-work
pipetting: Pipetting | pipettieren < laboratory-work
pharmaceutical-production: Pharmaceutical production | pharmaproduktion | pharmakant | production pharmaceutique | arzneimittelherstellung ~ gmp
validation-qualification: Validation and qualification | prozessvalidierung | anlagenqualifizierung | qualifizierung und validierung | process validation | computer system validation | methodenvalidierung
physics: ?Physics | ?physik | ?physique | physikalische messtechnik
mathematics: ?Mathematics | ?mathematik | ?mathématiques | applied mathematics
geology: Geology | geologie | géologie | hydrogeologie | geowissenschaften
ecology: Ecology | ökologie | écologie | naturschutz | artenschutz | biodiversité
meteorology: Meteorology | meteorologie | météorologie | climate science | klimaforschung
nanotechnology: Nanotechnology | nanotechnologie
food-science: Food science | lebensmitteltechnologie | lebensmittelchemie | science des aliments
experimental-design: Experimental design | versuchsplanung | plan d'expériences | versuchsdesign ~ statistics
social-research: Social research | empirische sozialforschung | qualitative research | qualitative interviews | sciences sociales | survey design
economics: ?Economics | ?volkswirtschaftslehre | ?économie | volkswirtschaft
grant-writing: Grant writing | drittmittelakquise | drittmittelanträge | rédaction de demandes de subvention | drittmittel
`

/** Energy, water and the environment. */
export const ENERGY = `
energy-industry: Energy industry | energiewirtschaft | ?energiebranche | secteur de l'énergie | energieversorgung
renewable-energy: ?Renewable energy | ?erneuerbare energien | ?énergies renouvelables | ?renewables | ?erneuerbaren energien
photovoltaics: Photovoltaics | photovoltaik | photovoltaïque | photovoltaikanlagen | pv-anlagen | solar energy | solarenergie | solaranlagen < renewable-energy
wind-energy: Wind energy | windenergie | windkraft | énergie éolienne | windkraftanlagen | wind turbines | windenergieanlagen < renewable-energy
hydropower: Hydropower | wasserkraft | hydroélectricité < renewable-energy
biogas: Biogas | biogasanlagen | biomass < renewable-energy
geothermal: Geothermal energy | geothermie | géothermie < renewable-energy
hydrogen: Hydrogen technology | wasserstofftechnologie | ?wasserstoff | hydrogène | electrolysers < renewable-energy
energy-storage: Energy storage | energiespeicher | batteriespeicher | stockage d'énergie
power-grids: Power grids | stromnetze | netzbetrieb | réseaux électriques | verteilnetz | netzplanung | netzleittechnik
high-voltage: High-voltage engineering | hochspannungstechnik | mittelspannung | haute tension | schaltberechtigung | hochspannung
medium-voltage: Substations | umspannwerke | trafostationen | postes électriques < power-grids
smart-grid: Smart grids | ?smart metering | ?smart meter | ?smart-meter | réseaux intelligents < power-grids
metering: Metering | zählerwesen | messstellenbetrieb | comptage d'énergie
power-plants: Power plants | kraftwerkstechnik | kraftwerksbetrieb | centrales électriques | kraftwerksmeister
nuclear: Nuclear technology | kerntechnik | strahlenschutz | énergie nucléaire | radiation protection
oil-gas: Oil and gas | oil & gas | pétrole et gaz | bohrtechnik | drilling operations
gas-networks: Gas networks | gasnetze | gasversorgung | réseaux de gaz
district-heating: District heating | fernwärme | réseau de chaleur | nahwärme
water-supply: Water supply | wasserversorgung | ?trinkwasser | distribution d'eau
wastewater: Wastewater treatment | abwassertechnik | kläranlage | traitement des eaux | abwasserreinigung
waste-management: Waste management | abfallwirtschaft | ?entsorgung | gestion des déchets | ?recycling | ?kreislaufwirtschaft
energy-management: ?Energy management | ?energiemanagement | iso 50001 | gestion de l'énergie | energiemanagementsystem
energy-efficiency: Energy consulting | energieberatung | energieberater | efficacité énergétique | energieausweis | energieeffizienz
energy-trading: Energy trading | energiehandel | stromhandel | négoce d'énergie | power trading
energy-law: Energy law | energierecht | enwg | droit de l'énergie < law
carbon-accounting: Carbon accounting | co2-bilanzierung | bilan carbone | life cycle assessment | ökobilanz | treibhausgasbilanz | lca
environmental-management: Environmental management | umweltmanagement | iso 14001 | management environnemental | umweltmanagementsystem
immission-control: Emission control | immissionsschutz | bimschg | umweltrecht | droit de l'environnement
environmental-assessment: Environmental impact assessment | umweltverträglichkeitsprüfung | étude d'impact
`

/** Public administration, safety and politics. */
export const PUBLIC = `
public-administration: Public administration | öffentliche verwaltung | administration publique | verwaltungsfachangestellte | öffentlichen verwaltung | verwaltungserfahrung | verwaltungsfachwirt | verwaltungslehrgang
public-finance: Public budgeting | haushaltsplanung | haushaltswesen | finances publiques | kommunales haushaltswesen
policy-analysis: Policy analysis | politikberatung | public policy | politiques publiques | policy development
public-affairs: Public affairs | lobbying | interessenvertretung | affaires publiques | government relations
citizen-services: Citizen services | bürgerservice | bürgeramt | einwohnermeldewesen | standesamt | service aux citoyens
building-permits: Building permits | baugenehmigungen | baugenehmigungsverfahren | bauaufsicht | permis de construire | bauantrag
international-relations: International relations | internationale beziehungen | relations internationales | diplomacy
development-cooperation: Development cooperation | entwicklungszusammenarbeit | humanitarian aid | aide humanitaire | humanitäre hilfe | coopération internationale
eu-funding: EU funding | eu-fördermittel | horizon europe | esf-projekte | fonds européens < grant-management
firefighting: Firefighting | ?feuerwehr | brandbekämpfung | sapeur-pompier | truppmann | feuerwehrdienst
policing: Policing | polizeivollzugsdienst | ordnungsamt | gendarmerie | ordnungsdienst | police municipale
disaster-relief: Civil protection | katastrophenschutz | bevölkerungsschutz | protection civile | emergency management
military: ?Military service | ?bundeswehr | wehrdienst | service militaire
migration-law: Residence law | aufenthaltsrecht | ausländerrecht | droit des étrangers | asylrecht < administrative-law
e-government: E-government | onlinezugangsgesetz | verwaltungsdigitalisierung | egovernment | e-akte
records-management: Records management | aktenführung | schriftgutverwaltung | gestion documentaire | dokumentenmanagement | document management
statistics-official: Elections and statistics | wahlorganisation | amtliche statistik | statistique publique
youth-welfare-office: Child protection | kinderschutz | jugendamt | protection de la jeunesse | child safeguarding < social-work
`
