/** Building, and trades that come to the house. */
export const TRADES = `
construction: ?Construction | bauhauptgewerbe | ?bauwesen | ?btp | baugewerbe | hochbau | gros œuvre
construction-management: Construction management | bauleitung | conduite de travaux | bauüberwachung | objektüberwachung | site management | bauleiter | direction de travaux
construction-planning: Construction planning | bauplanung | bauprojektleitung | ausführungsplanung | generalplanung | planification de chantier
hoai: HOAI | leistungsphasen | leistungsphasen 1-9
vob: VOB | vob/b | vob/a < building-law
architecture: Building architecture | architekturstudium | studium der architektur | entwurfsplanung | architectural design | hochbauplanung
urban-planning: Urban planning | stadtplanung | bauleitplanung | urbanisme | raumplanung | town planning
landscape-architecture: Landscape architecture | landschaftsarchitektur | freiraumplanung | architecture de paysage
bim: Building information modelling | =BIM | building information modeling | bim-modelle | bim methodik
quantity-surveying: Quantity surveying | kalkulation von bauleistungen | baukalkulation | aufmaß | métrés | cost estimation | mengenermittlung | kostenschätzung | devis
tendering: Tendering | ausschreibung und vergabe | leistungsverzeichnisse | =AVA | ava-software | appels d'offres
site-safety: Site safety | sigeko | baustellensicherheit | sécurité de chantier < occupational-safety
occupational-safety: Occupational safety | arbeitssicherheit | arbeitsschutz | sécurité au travail | health and safety | unfallverhütung | santé et sécurité | fachkraft für arbeitssicherheit | hse management
fire-protection: Fire protection | brandschutz | protection incendie | brandschutzbeauftragter | fire safety | vorbeugender brandschutz
masonry: Masonry | maurer | mauerarbeiten | maçonnerie | maurerarbeiten | bricklaying
concrete: Concrete work | betonbau | stahlbetonbau | schalungsbau | betonbauer | béton armé
carpentry: Carpentry | zimmerei | zimmerer | charpenterie | holzbau | zimmermann
joinery: Joinery | schreiner | tischler | menuiserie | tischlerei | schreinerei | holzbearbeitung | möbelbau | innenausbau
roofing: Roofing | dachdecker | dacharbeiten | couverture zinguerie | dachdeckerarbeiten
drywall: Drywall | trockenbau | trockenbauer | plaquiste | trockenbauarbeiten
plastering: Plastering | stuckateur | putzarbeiten | plâtrerie
painting: House painting | malerarbeiten | maler und lackierer | peinture en bâtiment
flooring: Flooring | bodenleger | parkettleger | pose de sols | bodenbeläge
tiling: Tiling | fliesenleger | fliesenarbeiten | carrelage
glazing: Glazing | glaser | fensterbau | vitrerie | fenstermontage
scaffolding: Scaffolding | gerüstbau | échafaudage | gerüstbauer
metal-construction: Steel construction | stahlbau | construction métallique | structural steel
facade: Façade construction | fassadenbau | fassadenbauer | façade isolation
demolition: Demolition and remediation | abbrucharbeiten | schadstoffsanierung | asbestsanierung | démolition
excavator: Excavator operation | baggerfahrer | baumaschinen | baumaschinenführer | engins de chantier | radlader | heavy equipment operation
paving: Paving | pflasterarbeiten | straßenbauer | pose de pavés
plumbing: Plumbing | sanitärinstallation | sanitärinstallateur | plomberie | sanitärtechnik | anlagenmechaniker shk | sanitär-, heizungs- und klimatechnik | plumber | gas- und wasserinstallateur
heating: Heating technology | heizungstechnik | heizungsbau | heizungsinstallation | chauffage | heizungsbauer | heizungsanlagen
heat-pumps: ?Heat pumps | ?wärmepumpen | pompes à chaleur | ?wärmepumpe < heating
hvac: HVAC | klimatechnik | lüftungstechnik | lüftungs- und klimatechnik | génie climatique | kälte- und klimatechnik | raumlufttechnik | lüftungsanlagen
refrigeration: Refrigeration | kältetechnik | froid industriel | kälteanlagen | kälteanlagenbauer ~ hvac
building-services: Building services engineering | technische gebäudeausrüstung | versorgungstechnik | haustechnik | =TGA | technique du bâtiment | gebäudetechnik
building-automation: Building management systems | building automation systems | gebäudeautomation | gebäudeleittechnik | knx | domotique | ?smart home
electrical-installation: Electrical installation | elektroinstallation | elektroinstallationen | installation électrique | elektroniker für energie- und gebäudetechnik | elektriker | électricien | elektromontage | electrician
electrical-safety: Electrical safety testing | dguv v3 | dguv vorschrift 3 | vde-vorschriften | habilitation électrique | elektrofachkraft | vde 0100
switchgear: Switchgear | schaltschrankbau | schaltanlagen | armoires électriques | schaltanlagenbau | schaltschränke
lifts: Lift technology | aufzugstechnik | elevator maintenance
security-systems: Security installation | alarmanlagen | zutrittskontrolle | brandmeldeanlagen | videoüberwachung | ?sicherheitstechnik | systèmes d'alarme
facility-management: Facility management | facility-management | gebäudemanagement | objektbetreuung | gestion des bâtiments | objektmanagement
caretaking: Caretaking | hausmeister | hausmeistertätigkeiten | conciergerie | haustechniker | hausmeisterdienste | kleinreparaturen
cleaning: ?Cleaning | gebäudereinigung | ?reinigung | reinigungsarbeiten | reinigungskraft | nettoyage industriel | unterhaltsreinigung | entretien des locaux | reinigungskräfte
glass-cleaning: Window cleaning | glasreinigung | fensterreinigung | nettoyage de vitres < cleaning
gardening: Gardening | gartenbau | garten- und landschaftsbau | grünpflege | jardinage | espaces verts | landschaftsgärtner | landscaping
forestry: Forestry | forstwirtschaft | forstwirt | sylviculture | motorsägenschein | motorsäge
farming: ?Agriculture | ?landwirtschaft | landwirt | agronomy | agrarwissenschaften | agronomie
animal-care: Animal care | tierpflege | tierhaltung | soins animaliers | tierpfleger
winegrowing: Winegrowing | weinbau | kellerwirtschaft | viticulture | winzer | œnologie
car-mechanics: Car mechanics | kfz-mechatroniker | kfz-technik | mécanique automobile | kfz-mechaniker | kfz-werkstatt | automotive technician | kraftfahrzeugmechatroniker
bodywork: Bodywork | karosseriebau | carrosserie | unfallinstandsetzung | karosseriearbeiten
tires: Tyre service | reifenservice | reifenmontage | reifenwechsel < car-mechanics
bicycle-mechanics: Bicycle mechanics | zweiradmechaniker | fahrradmechaniker | zweiradmechatroniker | réparation de cycles
agricultural-machinery: Agricultural machinery | landmaschinen | landmaschinenmechaniker | machines agricoles | land- und baumaschinenmechatroniker
real-estate: ?Real estate | immobilienwirtschaft | ?immobilien | ?immobilier | immobilienkaufmann | immobilienkauffrau
property-management: Property management | hausverwaltung | immobilienverwaltung | weg-verwaltung | gestion immobilière | mietverwaltung | property-management | gérance d'immeubles < real-estate
property-valuation: Property valuation | immobilienbewertung | wertermittlung | estimation immobilière < real-estate
project-development-property: Property development | projektentwicklung immobilien | immobilienentwicklung | promotion immobilière < real-estate
security-guard: Security services | objektschutz | sachkundeprüfung | sachkunde 34a | werkschutz | agent de sécurité | § 34a | sicherheitsdienst | unterrichtung 34a
hairdressing: Hairdressing | friseur | friseurhandwerk | coiffure | haarschnitte | barbering
cosmetics: Beauty treatments | kosmetikerin | kosmetikbehandlungen | esthétique | nageldesign | kosmetiker
goldsmithing: Goldsmithing | goldschmied | joaillerie | schmuckherstellung | bijouterie
funeral: Funeral services | bestattungswesen | bestattungsfachkraft | services funéraires
`

/** Guests, food and travel. */
export const HOSPITALITY = `
hospitality: ?Hospitality | ?gastronomie | hotellerie | ?hôtellerie | hotelfach | gastgewerbe | gastronomieerfahrung
cooking: ?Cooking | kochausbildung | ausbildung als koch | ausbildung zum koch | cuisinier | küchenerfahrung | culinary arts | kochkenntnisse
kitchen-assistance: Kitchen assistance | küchenhilfe | küchenhilfen | aide de cuisine | spülküche | kitchen porter | plonge
kitchen-management: Kitchen management | küchenleitung | souschef | sous-chef | chef de partie | küchenchef | chef de cuisine < cooking
menu-planning: Menu planning | speiseplanung | menüplanung | speisekarten | élaboration des menus < cooking
baking: Baking | bäcker | ?bäckerei | boulangerie | backwaren | bäckereifachverkäufer
pastry: ?Pastry | konditor | ?konditorei | pâtisserie | patisserie ~ baking
pizza: Pizza making | pizzabäcker | pizzaiolo < cooking
catering: ?Catering | gemeinschaftsverpflegung | restauration collective | banqueting | cateringservice
waiting: Table service | servicekraft | kellner | servicemitarbeiter | service en salle | restaurantfachfrau | restaurantfachmann | waiter | kellnern | chef de rang
bartending: Bartending | barkeeper | ?barista | mixology
sommelier: Wine service | sommelier | weinkenntnisse | sommellerie
hotel-reception: Hotel reception | hotelrezeption | réception hôtelière | hotelempfang | check-in und check-out
hotel-management: Hotel management | hotelmanagement | hotelleitung | gestion hôtelière | hotelfachmann | hotelfachfrau
housekeeping: Housekeeping | zimmerreinigung | hauswirtschaft | service d'étage | hauswirtschaftliche | roomkeeping | zimmermädchen
revenue-management: Revenue management | yield management < hotel-management
hotel-software: Hotel software | opera pms | protel | fidelio | property management system
guest-relations: Guest relations | gästebetreuung | gästeservice | relations clientèle | guest services
restaurant-management: Restaurant management | restaurantleitung | restaurantleiter | gastronomieleitung | direction de restaurant
tourism: ?Tourism | ?tourismus | touristik | ?tourisme | reiseverkehr | tourismusmanagement
travel-booking: Travel booking | reiseplanung | reisebuchung | organisation de voyages | travel management | reisemanagement | reiseorganisation
amadeus: Amadeus booking | amadeus gds | sabre gds < travel-booking
tour-guiding: Tour guiding | reiseleitung | stadtführungen | guide touristique | fremdenführer
food-safety: Food safety | lebensmittelhygiene | lebensmittelsicherheit | gesundheitszeugnis | infektionsschutzgesetz | sécurité alimentaire | infektionsbelehrung
cash-handling: Cash handling | kassenführung | kassiererfahrung | kassieren | kassentätigkeit | encaissement | kassenabrechnung | kassiertätigkeiten | tenue de caisse | cash register
system-catering: Fast food service | systemgastronomie | restauration rapide | schnellrestaurant
event-catering: Banquet service | bankettservice | event catering < catering
spa: Spa and wellness | spa-bereich | bien-être et spa
`

/** Shops. */
export const RETAIL = `
retail: ?Retail | ?einzelhandel | ?commerce de détail | einzelhandelserfahrung | kaufmann im einzelhandel | kauffrau im einzelhandel | verkäuferin | detailhandel | verkäufer/in | detailhandelsfachfrau
store-management: Store management | filialleitung | marktleitung | gestion de magasin | shop management | filialleiter | marktleiter | store manager | responsable de magasin
merchandising: Merchandising | warenpräsentation | présentation de la marchandise | warenplatzierung
visual-merchandising: Visual merchandising | schaufenstergestaltung | étalage | dekoration von schaufenstern < merchandising
shelf-stocking: Shelf stocking | warenverräumung | regalpflege | mise en rayon | warenauffüllung | regale auffüllen | verräumung von waren | shelf replenishment
cash-desk: Cash desk | kassensysteme | kassensystem | point of sale | pos-systeme | kassierer
assortment: Assortment planning | sortimentsgestaltung | sortimentsplanung | gestion d'assortiment | sortimentsmanagement
fresh-food: Fresh food counter | frischetheke | bedientheke | fleischtheke | käsetheke | rayon frais | wursttheke
floristry: Floristry | florist | floristik | fleuriste | blumenbinden
fashion-retail: Fashion retail | modeberatung | textileinzelhandel | vente de prêt-à-porter | textilverkauf < retail
loss-prevention: Loss prevention | warensicherung | diebstahlprävention | prévention des pertes | inventurdifferenzen
wholesale: ?Wholesale | ?großhandel | groß- und außenhandel | commerce de gros | kaufmann für groß- und außenhandelsmanagement
buying: Retail buying | zentraleinkauf | merchandise planning | warensteuerung < procurement
bookselling: Bookselling | ?buchhandel | buchhändler | librairie
jewellery-retail: Luxury retail | ?luxusgüter | vente de luxe | ?luxury goods < retail
automotive-sales: Car sales | automobilverkauf | ?autohaus | vente automobile | fahrzeugverkauf | automobilverkäufer < sales
`
