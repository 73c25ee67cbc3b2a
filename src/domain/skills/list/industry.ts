/** Moving, storing and buying goods. */
export const LOGISTICS = `
logistics: ?Logistics | ?logistik | ?logistique | logistikkenntnisse
supply-chain: ?Supply chain management | ?supply chain | ?lieferkette | lieferkettenmanagement | ?chaîne d'approvisionnement
warehouse-management: Warehouse management | lagerverwaltung | lagerhaltung | lagerwirtschaft | lagerlogistik | gestion d'entrepôt | lagerleitung | warehousing < logistics
warehouse-work: Warehouse work | lagertätigkeiten | lagerarbeiten | lagererfahrung | préparation de commandes | fachkraft für lagerlogistik | fachlagerist < logistics
order-picking: Order picking | kommissionierung | kommissionieren | kommissionierer | picking and packing < warehouse-work
packing: ?Packing | verpacken | verpackung von waren | konditionierung | emballage < warehouse-work
goods-receipt: Goods receipt | wareneingang | warenannahme | réception de marchandises | wareneingangskontrolle | warenausgang < warehouse-work
inventory: Inventory management | bestandsmanagement | inventur | bestandsführung | gestion des stocks | stock control | inventuren | bestandskontrolle ~ warehouse-management
forklift: Forklift driving | gabelstapler | staplerschein | gabelstaplerschein | flurförderzeuge | staplerfahrer | forklift | chariot élévateur | caces
load-securing: Load securing | ladungssicherung | arrimage < logistics
truck-driving: Truck driving | lkw-führerschein | führerschein klasse ce | führerschein ce | berufskraftfahrer | permis poids lourd | hgv licence | cdl class a | führerschein klasse c1e | lkw-fahrer
van-driving: Delivery driving | auslieferungsfahrer | ?zustellung | chauffeur-livreur | delivery driver | paketzustellung
driving-license: Driving licence | führerschein | führerschein klasse b | permis b | driver's license | driving license | permis de conduire | pkw-führerschein | führerschein der klasse b
bus-driving: Bus driving | busfahrer | führerschein klasse d | conducteur de bus | personenbeförderungsschein | personenbeförderung
tachograph: Driver regulations | lenk- und ruhezeiten | digitaler tachograph | kraftfahrerkarte | module 95 < truck-driving
adr: Dangerous goods | gefahrgut | adr-schein | adr schein | matières dangereuses | dangerous goods regulations | gefahrguttransport
dispatching: Dispatching | disposition von | tourenplanung | speditionelle abwicklung | transportplanung | transport planning | planification des tournées | disponent
fleet-management: ?Fleet management | ?fuhrparkmanagement | ?fuhrpark | flottenmanagement | gestion de flotte
freight-forwarding: Freight forwarding | ?spedition | speditionskaufmann | transit international | freight forwarder | speditionswesen < logistics
sea-freight: Sea freight | seefracht | fret maritime | ocean freight < freight-forwarding
air-freight: Air freight | luftfracht | fret aérien < freight-forwarding
customs: Customs | zollabwicklung | ?zoll | dédouanement | customs clearance | zollrecht | atlas zoll | douane | zollanmeldungen
incoterms: Incoterms < customs
import-export: Import and export | außenhandel | import/export | import-export | commerce international | foreign trade ~ customs
procurement: ?Procurement | strategischer einkauf | ?purchasing | ?einkauf | strategischen einkauf | operativer einkauf | ?achats | ?beschaffung
category-management: Category management | warengruppenmanagement | category-management < procurement
supplier-management: Supplier management | lieferantenmanagement | gestion des fournisseurs | supplier relationship management | lieferantenauswahl < procurement
strategic-sourcing: Strategic sourcing | global sourcing | sourcing strategies < procurement
demand-planning: Demand planning | bedarfsplanung | absatzplanung | sales and operations planning | s&op | planification de la demande ~ supply-chain
material-planning: Material planning | materialdisposition | bedarfsermittlung | materialwirtschaft | mrp | approvisionnement < supply-chain
production-planning: Production planning | produktionsplanung | fertigungsplanung | produktionssteuerung | fertigungssteuerung | arbeitsvorbereitung | planification de production | avor
packaging: Packaging technology | verpackungstechnik | verpackungsmaschinen
rail-operations: Rail operations | eisenbahnbetrieb | triebfahrzeugführer | lokführer | eisenbahnverkehr | conducteur de train | fahrdienstleiter
aviation-operations: Airport operations | bodenabfertigung | luftverkehr | ground handling | flughafenbetrieb
pilot-license: Pilot licence | pilotenlizenz | atpl | flight operations
maritime: Maritime operations | nautik | schifffahrt | seemannschaft | navigation maritime | marine operations
drones: Drone operation | ?drohnen | drohnenpilot | drone pilot | uav
postal: Postal services | briefzustellung | poststelle | mailroom
cold-chain: Cold chain | kühlkette | chaîne du froid < logistics
reach-truck: Reach truck | schubmaststapler | hochregalstapler < forklift
crane: Crane operation | kranschein | kranführer | kranfahrer | pontier | crane operator
wms: Warehouse management systems | =WMS | lagerverwaltungssystem | lagerverwaltungssoftware < warehouse-management
last-mile: Last-mile delivery | letzte meile | last-mile-logistik < logistics
removals: Removals | umzugsservice | möbeltransport | déménagement
`

/** Making things, in the plant. */
export const MANUFACTURING = `
manufacturing: ?Manufacturing | fertigungstechnik | produktionstechnik | ?fertigung | techniques de production
machine-operation: Machine operation | maschinenbedienung | maschinenführer | anlagenführer | maschinen- und anlagenführer | conduite de machines | bedienen von maschinen | maschinenführung | anlagenbedienung | machine operator
machine-setup: Machine set-up | rüsten von maschinen | einrichten von maschinen | réglage de machines | maschineneinrichter < machine-operation
cnc: CNC machining | cnc | cnc-maschinen | cnc-fräsen | cnc-drehen | zerspanungsmechaniker | zerspanungsmechanik | usinage | cnc-programmierung | zerspanung
turning: Lathe work | cnc turning | drehmaschine | drehmaschinen | drehtechnik | tournage mécanique | cnc-drehmaschinen < cnc
milling: Milling machines | cnc milling | fräsmaschinen | frästechnik | fraisage | cnc-fräsmaschinen < cnc
grinding: Grinding technology | schleiftechnik | schleifmaschinen | rectification mécanique
edm: Electrical discharge machining | erodieren | funkenerosion | drahterodieren < cnc
heidenhain: Heidenhain control | heidenhain | sinumerik | fanuc control < cnc
tool-making: Tool making | werkzeugbau | werkzeugmechaniker | formenbau | outillage mécanique | tool and die
welding: Welding | schweißen | schweißer | soudage | soudure | welder | schweißtechnik | schweißarbeiten | schweißkenntnisse | soudeur
mig-mag: MIG/MAG welding | mag-schweißen | mig/mag | mig-schweißen | mag schweißen < welding
tig: TIG welding | wig-schweißen | wig schweißen | soudage tig < welding
welding-certificate: Welding certificate | schweißerprüfung | schweißschein | schweißzertifikat | schweißfachmann < welding
soldering: Soldering | löten | lötkenntnisse | ipc-a-610 | lötarbeiten | brasage
sheet-metal: Sheet-metal work | blechbearbeitung | abkantpresse | blechverarbeitung | tôlerie | laserschneiden
metalworking: Metalworking | metallverarbeitung | metallbearbeitung | metallbau | schlosser | serrurerie métallerie | konstruktionsmechaniker | metallbauer
foundry: Foundry work | gießerei | gießereitechnik | fonderie | druckguss
forging: Forge work | schmiedetechnik | schmiedepresse | forge métallique
injection-molding: Injection moulding | spritzguss | kunststoffspritzguss | injection molding | injection plastique | spritzgießen | spritzgussmaschinen
plastics: Plastics technology | kunststofftechnik | plasturgie | kunststoffverarbeitung | extrusion
additive-manufacturing: Additive manufacturing | 3d printing | 3d-druck | additive fertigung | impression 3d
assembly: ?Assembly | montagetätigkeiten | montagearbeiten | baugruppenmontage | vormontage | montage mécanique | endmontage | montageerfahrung
electronics-assembly: Electronics assembly | smd-bestückung | leiterplattenbestückung | elektronikfertigung | pcb assembly < assembly
surface-treatment: Surface treatment | oberflächentechnik | galvanik | pulverbeschichtung | traitement de surface | lackiererei
painting-industrial: Industrial painting | lackieren | fahrzeuglackierer | peinture industrielle | lackierer
maintenance: ?Maintenance | instandhaltung | ?wartung | wartungsarbeiten | maintenance industrielle | vorbeugende instandhaltung | preventive maintenance | wartung und instandhaltung | instandhaltungsarbeiten | wartung und reparatur
troubleshooting: Fault diagnosis | fehleranalyse | fehlersuche | störungsbeseitigung | störungsbehebung | fehlerdiagnose | dépannage | entstörung | root cause analysis
commissioning: Commissioning | inbetriebnahme | inbetriebnahmen | mise en service | inbetriebsetzung
mechatronics: Mechatronics | mechatronik | mechatroniker | mécatronique
industrial-mechanics: Industrial mechanics | industriemechaniker | industriemechanik | betriebsschlosser | mécanique industrielle | millwright
hydraulics: Hydraulics | hydraulik | hydraulique
pneumatics: Pneumatics | pneumatik | pneumatique industrielle
plc: PLC programming | sps | sps-programmierung | =PLC | sps programmierung | speicherprogrammierbare steuerungen | automates programmables < automation ~ tia-portal
tia-portal: TIA Portal | simatic | simatic s7 | step 7 | siemens s7 < plc
codesys: CODESYS | twincat | beckhoff < plc
scada: SCADA | wincc | prozessleitsystem | prozessleittechnik < automation
automation: Automation technology | automatisierungstechnik | automatisme industriel | industrial automation | steuerungstechnik
robotics: ?Robotics | ?robotik | ?robotique | industrieroboter | roboterprogrammierung < automation
robot-programming: Robot programming | kuka | fanuc robots | abb robotics < robotics
ros: Robot Operating System | =ROS | ros2 < robotics
measurement-technology: Measurement technology | messtechnik | métrologie | metrology | koordinatenmesstechnik | messmittel
measuring-tools: Measuring tools | messschieber | umgang mit messmitteln | calipers and micrometers | lehren und messmittel < measurement-technology
quality-inspection: Quality inspection | qualitätsprüfung | sichtprüfung | visual inspection | prüfmittel | contrôle visuel < quality-assurance
ndt: Non-destructive testing | zerstörungsfreie prüfung | zerstörungsfreie werkstoffprüfung | contrôle non destructif
fmea: FMEA < quality-management
spc: Statistical process control | statistische prozesskontrolle | =SPC < quality-management ~ statistics
eight-d: 8D reports | 8d-report | 8d-reports | 8d report < quality-management
iatf-16949: IATF 16949 < quality-management
as9100: EN 9100 | as9100 < quality-management
apqp: APQP and PPAP | apqp | ppap < quality-management
five-s: 5S method | 5s-methode | méthode 5s < lean
value-stream: Value stream mapping | wertstromanalyse | wertstromdesign < lean
tpm: Total productive maintenance < lean ~ maintenance
shift-work: Shift work | schichtbereitschaft | schichtarbeit | schichtdienst | dreischichtbetrieb | 3-schicht-betrieb | travail posté | rotating shifts
production-management: Production management | produktionsleitung | fertigungsleitung | gestion de production | werksleitung
mes: Manufacturing execution systems | =MES | manufacturing execution system
cleanroom: Cleanroom work | reinraum | salle blanche | clean room
food-production: Food production | lebensmittelproduktion | lebensmittelherstellung | agroalimentaire | lebensmitteltechnik | food processing
haccp: HACCP ~ food-production
butchery: Butchery | metzger | fleischer | fleischverarbeitung | boucherie
brewing: Brewing | brauwesen | brauer und mälzer | brasserie artisanale
textile: Textile production | textilproduktion | textiltechnik | industrie textile
sewing: Sewing | nähen | näharbeiten | couture | schneidern | nähkenntnisse
printing: Printing technology | drucktechnik | offsetdruck | imprimerie | medientechnologe druck | offset printing
bookbinding: Print finishing | buchbinderei | druckweiterverarbeitung < printing
paper: Paper technology | papiertechnik | papierherstellung
glass: Glass and ceramics | glasverarbeitung | keramiktechnik | verrerie
watchmaking: Watchmaking | uhrmacher | horlogerie | feinwerkmechanik | feinmechanik | micromécanique
semiconductors: Semiconductor manufacturing | halbleitertechnik | halbleiterfertigung | semi-conducteurs | wafer processing
battery-technology: Battery technology | batterietechnik | batterietechnologie | batteriezellen | technologie des batteries
`
