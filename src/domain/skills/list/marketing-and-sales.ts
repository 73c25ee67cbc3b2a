/** Marketing and communication. */
export const MARKETING = `
marketing: ?Marketing
online-marketing: Online marketing | digital marketing | online-marketing | onlinemarketing | digitales marketing | marketing digital | digitalmarketing < marketing
performance-marketing: Performance marketing | performance-marketing | paid media | paid advertising < online-marketing
growth-marketing: Growth marketing | growth hacking | user acquisition | demand generation < online-marketing
seo: SEO | suchmaschinenoptimierung | search engine optimization | search engine optimisation | référencement naturel < online-marketing ~ sem
sem: SEM | suchmaschinenmarketing | paid search | =SEA | search engine marketing < online-marketing ~ seo
google-ads: Google Ads | google adwords | adwords < sem
meta-ads: Meta Ads | facebook ads | meta business suite | linkedin ads | tiktok ads < performance-marketing ~ google-ads
google-analytics: Google Analytics | ga4 | matomo | web analytics | webanalyse ~ online-marketing
tag-manager: Google Tag Manager | tag manager < google-analytics
conversion-optimization: Conversion optimisation | conversion rate optimization | conversion-optimierung | conversion optimization | landing pages | landingpages ~ ab-testing
display-advertising: Display advertising | programmatic advertising | programmatic | media buying | mediaplanung | media planning < online-marketing
affiliate-marketing: Affiliate marketing | affiliate-marketing < online-marketing
influencer-marketing: Influencer marketing | influencer-marketing < social-media
social-media: ?Social media | social-media-marketing | social media marketing | ?social-media | ?réseaux sociaux | social-media-kanäle < online-marketing
community-management: Community management | community-management | gestion de communauté < social-media
content-marketing: Content marketing | content-marketing | content strategy | content-strategie < online-marketing ~ content-creation
content-creation: Content creation | content-erstellung | content-produktion | création de contenu | inhaltserstellung
email-marketing: E-mail marketing | email marketing | e-mail-marketing | newsletter-marketing | newslettermarketing < online-marketing
mailchimp: Mailchimp | brevo | klaviyo < email-marketing
marketing-automation: Marketing automation | marketing-automation | marketingautomatisierung | marketo | pardot | eloqua ~ hubspot
hubspot: HubSpot ~ crm, marketing-automation
product-marketing: Product marketing | produktmarketing | product-marketing < marketing ~ go-to-market
brand-management: Brand management | markenführung | brand strategy | markenstrategie | gestion de marque | brand marketing < marketing
b2b-marketing: B2B marketing | b2b-marketing < marketing
account-based-marketing: Account-based marketing | account based marketing < b2b-marketing
trade-marketing: Trade marketing | handelsmarketing | trade-marketing < marketing
event-marketing: Event marketing | eventmarketing | event-marketing < marketing ~ event-management
event-management: Event management | eventmanagement | veranstaltungsmanagement | veranstaltungsplanung | event planning | organisation d'événements | eventplanung | veranstaltungsorganisation | messeplanung
trade-fairs: Trade fairs | messeorganisation | messeauftritte | salons professionnels < event-management
campaign-management: Campaign management | kampagnenmanagement | kampagnenplanung | gestion de campagnes | kampagnensteuerung < marketing
copywriting: Copywriting | texterstellung | werbetexte | konzeption-rédaction | rédaction web | verfassen von texten
storytelling: Storytelling ~ copywriting
public-relations: Public relations | öffentlichkeitsarbeit | pressearbeit | media relations | relations presse | relations publiques | pr-arbeit | presse- und öffentlichkeitsarbeit
corporate-communications: Corporate communications | unternehmenskommunikation | communication d'entreprise | internal communications | interne kommunikation | communication interne
crisis-communication: Crisis communication | krisenkommunikation < public-relations
advertising: ?Advertising | ?werbung | ?publicité
e-commerce: ?E-commerce | ?ecommerce | ?onlinehandel | ?online-handel | ?onlineshop | ?online-shop | commerce en ligne
marketplace-management: Marketplace management | amazon seller central | amazon vendor | marketplace-management < e-commerce
customer-insights: Customer insights | consumer insights | customer segmentation | kundensegmentierung < marketing
customer-journey: Customer journey mapping | customer journey | customer journeys | parcours client ~ customer-experience
fundraising: Fundraising | spendenakquise | collecte de fonds
translation: =Translation | ?übersetzung | übersetzungen | fachübersetzungen | ?traduction
interpreting: Interpreting | dolmetschen | interprétariat ~ translation
localization: Localisation | localization | ?lokalisierung ~ translation
cat-tools: Computer-aided translation | sdl trados | trados | memoq | cat-tools < translation
publishing: ?Publishing | verlagswesen | ?édition
`

/** Sales and looking after customers. */
export const SALES = `
sales: ?Sales | ?vertrieb | b2b sales | ?vente | verkaufserfahrung | ?ventes
field-sales: Field sales | außendienst | außendiensterfahrung | outside sales | commercial terrain < sales
inside-sales: Inside sales | innendienst | vertriebsinnendienst | verkaufsinnendienst | ventes sédentaires < sales
telesales: Telesales | telefonakquise | cold calling | kaltakquise | télévente | outbound calls < sales
lead-generation: Lead generation | leadgenerierung | lead-generierung | prospecting | kundenakquise | neukundengewinnung | neukundenakquise | prospection commerciale < sales
key-account-management: Key account management | key-account-management | großkundenbetreuung | gestion des grands comptes < account-management
account-management: ?Account management | key account | ?kundenbetreuung | bestandskundenbetreuung | betreuung von bestandskunden ~ sales
enterprise-sales: Enterprise sales | solution selling | complex sales cycles | saas sales < sales
pre-sales: Pre-sales | presales | technical sales | technischer vertrieb | technischen vertrieb | sales engineering | avant-vente < sales
sales-management: Sales management | vertriebssteuerung | vertriebsleitung | sales planning | vertriebsplanung < sales
sales-operations: Sales operations | revenue operations | sales ops < sales
sales-enablement: Sales enablement < sales
channel-sales: Channel sales | partnervertrieb | partner management | partner sales | vente indirecte | partnermanagement < sales
pipeline-management: Pipeline management | sales forecasting | sales pipeline < sales
retail-sales: Retail sales | beratung und verkauf | verkaufsgespräche | verkaufsberatung | conseil de vente < sales ~ retail
real-estate-sales: Property sales | immobilienvertrieb | immobilienvermittlung | transaction immobilière < sales ~ real-estate
upselling: Upselling and cross-selling | upselling | cross-selling | up-selling < sales
bid-management: Bid management | angebotsmanagement | angebotserstellung | tender management | ausschreibungsmanagement | proposal writing | réponse aux appels d'offres
order-processing: Order processing | auftragsabwicklung | auftragsbearbeitung | gestion des commandes | order management
contract-negotiation: Contract negotiation | vertragsverhandlungen | négociation de contrats | vertragsverhandlung ~ negotiation
negotiation: Negotiation | verhandlungsführung | verhandlungsgeschick | négociation | verhandlungssicherheit | negotiation skills
crm: CRM | crm-systeme | crm-system | crm systems | customer relationship management | gestion de la relation client
zoho: Zoho | pipedrive < crm ~ salesforce
customer-success: ?Customer success | customer success management ~ account-management
customer-support: ?Customer support | ?kundenservice | ?customer service | kundendienst | ?service client | support client | ?kundensupport
customer-experience: ?Customer experience | kundenerlebnis | ?expérience client | cx strategy
call-center: Call centre work | callcenter | call-center | centre d'appels | contact center | call center < customer-support
complaint-management: Complaint handling | reklamationsmanagement | reklamationsbearbeitung | beschwerdemanagement | gestion des réclamations | complaint management < customer-support
zendesk: Zendesk | freshdesk | =Intercom < customer-support ~ ticketing
onboarding-customers: Customer onboarding | kundenonboarding | client onboarding < customer-success
renewals: Renewals | vertragsverlängerungen | churn reduction < customer-success
customer-retention: Customer retention | kundenbindung | fidélisation client | kundenbindungsprogramme ~ customer-success
`
