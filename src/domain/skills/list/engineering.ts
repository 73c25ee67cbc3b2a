/** Engineering, from drawing to proof. */
export const ENGINEERING = `
mechanical-engineering: Mechanical engineering | ?maschinenbau | génie mécanique | maschinenbautechniker
mechanical-design: Mechanical design | mechanische konstruktion | konstruktion im maschinenbau | conception mécanique | produktkonstruktion | 3d-konstruktion | konstruktionserfahrung < mechanical-engineering
cad: CAD | cad-systeme | cad software | 3d-cad | cad-kenntnisse | cad-software | conception assistée par ordinateur
autocad: AutoCAD < cad
solidworks: SolidWorks < cad ~ catia, inventor
catia: CATIA | catia v5 < cad ~ siemens-nx, solidworks
siemens-nx: Siemens NX | unigraphics < cad ~ catia
creo: Creo Parametric | pro/engineer | ptc creo < cad
inventor: Autodesk Inventor < cad ~ solidworks
fusion-360: Fusion 360 < cad
solid-edge: Solid Edge < cad
revit: Revit < bim ~ archicad
archicad: ArchiCAD < cad ~ revit
vectorworks: Vectorworks | allplan | nemetschek < cad
sketchup: SketchUp | rhino 3d < cad
eplan: EPLAN | eplan p8 ~ electrical-engineering
cam: CAM programming | cad/cam | hypermill | mastercam < cnc
plm: Product lifecycle management | plm-systeme | teamcenter | windchill | =PLM | =PDM
technical-drawing: Technical drawing | technische zeichnungen | technischer zeichnungen | zeichnungen lesen | dessin technique | technical drawings | lecture de plans | technische zeichnung
gdt: Geometric dimensioning and tolerancing | gd&t | form- und lagetoleranzen | tolérancement géométrique < technical-drawing
fea: Finite element analysis | fem-berechnung | ansys | abaqus | finite elements | finite-elemente-methode | éléments finis | nastran
cfd: Computational fluid dynamics | strömungssimulation | openfoam | strömungsmechanik | star-ccm
simulink: Simulink < matlab
modelica: System simulation | modelica | dymola ~ simulink
labview: LabVIEW ~ measurement-technology
thermodynamics: Thermodynamics | thermodynamik | thermodynamique
materials-science: Materials science | werkstofftechnik | werkstoffkunde | science des matériaux | werkstoffwissenschaften | metallurgy | metallurgie
structural-engineering: Structural engineering | tragwerksplanung | ?statik | génie des structures | tragwerksplaner | bauphysik
electrical-engineering: Electrical engineering | elektrotechnik | génie électrique | électrotechnique
electronics: ?Electronics | ?elektronik | électronique | elektronikentwicklung | elektronikkenntnisse
circuit-design: Circuit design | schaltungsentwicklung | analog design | schaltungsdesign | conception de circuits < electronics
pcb-design: PCB design | leiterplattenlayout | altium | altium designer | kicad | leiterplattendesign < circuit-design
power-electronics: Power electronics | leistungselektronik | électronique de puissance < electronics
signal-processing: Signal processing | signalverarbeitung | digital signal processing | traitement du signal
rf-engineering: RF engineering | hochfrequenztechnik | radio frequency | antenna design | hyperfréquences
emc: Electromagnetic compatibility | emv-prüfung | =EMV | compatibilité électromagnétique | emc testing
asic-design: Chip design | asic design | vlsi | soc design ~ fpga
control-engineering: Control engineering | regelungstechnik | automatique | control systems engineering | mess- und regelungstechnik
sensors: Sensor technology | ?sensorik | sensortechnik | capteurs
drive-technology: Drive technology | antriebstechnik | elektrische antriebe | motion control | frequenzumrichter
systems-engineering: Systems engineering | systems-engineering | mbse | sysml | ingénierie système
functional-safety: Functional safety | funktionale sicherheit | iso 26262 | iec 61508 | sûreté de fonctionnement
machine-safety: Machine safety | maschinensicherheit | maschinenrichtlinie | ce-kennzeichnung | sécurité des machines | ce-konformität
automotive: Automotive engineering | ?automotive | fahrzeugtechnik | ?automobilindustrie | kraftfahrzeugtechnik | ingénierie automobile
adas: Driver assistance systems | adas | fahrerassistenzsysteme | ?autonomous driving | ?autonomes fahren < automotive
e-mobility: ?Electric mobility | ?elektromobilität | ladeinfrastruktur | ?e-mobility | mobilité électrique | charging infrastructure
high-voltage-vehicles: High-voltage vehicles | hochvolttechnik | hochvolt-systeme | hv-schein < e-mobility
aerospace: Aerospace engineering | ?luft- und raumfahrt | luft- und raumfahrttechnik | ?aerospace | aéronautique | flugzeugbau
aircraft-maintenance: Aircraft maintenance | easa part-66 | fluggerätmechaniker | part 145 | maintenance aéronautique < aerospace
space-systems: Space systems | raumfahrttechnik | satellitentechnik | systèmes spatiaux < aerospace
railway-engineering: Railway engineering | bahntechnik | leit- und sicherungstechnik | schienenfahrzeuge | génie ferroviaire | etcs
shipbuilding: Shipbuilding | schiffbau | construction navale | schiffstechnik
defense: Defence technology | wehrtechnik | sicherheitsüberprüfung | security clearance
process-engineering: Process engineering | verfahrenstechnik | génie des procédés | verfahrensingenieur
plant-engineering: Plant engineering | anlagenbau | anlagenplanung | anlagentechnik | rohrleitungsbau | piping | ingénierie d'usine
chemical-engineering: Chemical engineering | chemieingenieurwesen | génie chimique < process-engineering
industrial-engineering: Industrial engineering | wirtschaftsingenieurwesen | wirtschaftsingenieur | refa | génie industriel | arbeitsplanung
civil-engineering: Civil engineering | bauingenieurwesen | ?tiefbau | génie civil | bauingenieur
road-construction: Road construction | straßenbau | travaux routiers | road works < civil-engineering
bridge-construction: Bridge construction | brückenbau | ouvrages d'art | ingenieurbau < civil-engineering
geotechnics: Geotechnics | geotechnik | baugrunduntersuchung | géotechnique | bodenmechanik < civil-engineering
hydraulic-engineering: Water engineering | wasserbau | siedlungswasserwirtschaft | wasserwirtschaft | hydraulique urbaine < civil-engineering
surveying: Surveying | vermessung | vermessungstechnik | geodäsie | topographie | geomatics | land surveying
environmental-engineering: Environmental engineering | umwelttechnik | umweltingenieurwesen | génie de l'environnement
acoustics: ?Acoustics | ?akustik | ?acoustique | schallschutz | noise vibration harshness
optical-engineering: Optical engineering | optische technologien | photonik | photonics | lasertechnik | photonique
test-engineering: Test engineering | prüfstand | versuchsaufbau | prüfstände | test benches | essais et validation
product-development: ?Product development | ?produktentwicklung | ?développement de produits
research-development: ?Research and development | ?forschung und entwicklung | ?recherche et développement
design-for-manufacturing: Design for manufacturing | fertigungsgerechte konstruktion | design for assembly < mechanical-design
technical-purchasing: Technical purchasing | technischer einkauf | achats techniques < procurement
technical-service: Field service | servicetechniker | technischer kundendienst | field service engineer | service après-vente | außendiensttechniker | kundendiensttechniker
`
