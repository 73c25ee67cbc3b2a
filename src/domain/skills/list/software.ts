/** Programming languages, frameworks, and how software is made. */
export const SOFTWARE = `
programming: ?Programming | ?programmierung | programmierkenntnisse | ?software development | ?softwareentwicklung | ?développement logiciel | coding skills
javascript: JavaScript | js | ecmascript < programming ~ typescript
typescript: TypeScript < javascript
python: Python | python3 < programming
java: Java < programming ~ kotlin, csharp
csharp: C# | c sharp | csharp < programming ~ java
cpp: C++ | cpp < programming ~ c, rust
c: =C < programming ~ cpp
go: =Go | golang < programming ~ rust
rust: +Rust | rustlang < programming ~ cpp, go
ruby: Ruby < programming
php: PHP < programming
kotlin: Kotlin < programming ~ java
swift: =Swift | swiftui < programming
objective-c: Objective-C | objective c | objectivec < programming ~ swift
scala: Scala < programming ~ java
r: =R | rstudio < programming ~ statistics
perl: Perl < programming
elixir: Elixir < programming ~ erlang
erlang: Erlang < programming
haskell: Haskell < programming
clojure: Clojure < programming
fsharp: F# | fsharp < programming ~ csharp
groovy: +Groovy < programming ~ java
lua: +Lua < programming
julia: +Julia < programming ~ python, matlab
fortran: Fortran < programming
delphi: +Delphi | object pascal < programming
vb-net: Visual Basic | vb.net < programming ~ vba, csharp
assembly-language: Assembler programming | assemblersprache | assembly language < programming ~ c
solidity: Solidity | smart contracts | smart contract < programming ~ blockchain
blockchain: Blockchain | ?web3
webassembly: WebAssembly | wasm
dart: =Dart < programming
bash: Bash | shell scripting | shell-skripte | shell scripts | shellscripting < programming ~ linux
powershell: PowerShell < programming ~ windows-server
abap: ABAP < programming ~ sap
cobol: COBOL < programming ~ mainframe
rpg: RPG programming | rpgle | as/400 | ibm i < programming ~ mainframe
matlab: MATLAB ~ simulink, python
vba: VBA | excel-makros | excel macros ~ excel
html: HTML | html5
css: CSS | css3
sass: Sass | scss < css
tailwind: Tailwind CSS | tailwind < css
bootstrap: Bootstrap CSS | =Bootstrap < css
frontend: Frontend development | frontend-entwicklung | frontendentwicklung | front-end development | développement front-end ~ javascript
backend: Backend development | backend-entwicklung | backendentwicklung | back-end development | développement back-end ~ rest
fullstack: Full-stack development | full-stack-entwicklung | fullstack-entwicklung | full stack development ~ frontend, backend
web-development: Web development | webentwicklung | développement web ~ frontend
mobile-development: Mobile development | app-entwicklung | mobile app development | développement mobile ~ ios, android
game-development: Game development | spieleentwicklung | game programming ~ unity, unreal
react: React | react.js | reactjs < javascript ~ vue, angular
react-native: React Native | react-native < mobile-development ~ react, flutter
redux: Redux < react
nextjs: Next.js | nextjs < react
vue: Vue.js | vue | vuejs < javascript ~ react, angular
nuxt: Nuxt | nuxt.js < vue
angular: Angular | angularjs < typescript ~ react, vue
svelte: Svelte | sveltekit < javascript ~ react
remix: Remix framework | remix.run < react
ember: Ember.js | emberjs < javascript
astro: Astro framework | astro.build < javascript
web-components: Web components | lit element | litelement < javascript
rxjs: RxJS < javascript
d3: D3.js | d3js < javascript ~ data-visualization
threejs: Three.js | threejs | webgl < javascript
electron: Electron.js | electronjs < javascript
jquery: jQuery < javascript
webpack: Webpack ~ vite
vite: +Vite | vitejs ~ webpack
npm: npm | pnpm ~ nodejs
nodejs: Node.js | nodejs | node < javascript
deno: Deno < typescript ~ nodejs
bun: +Bun < javascript ~ nodejs
express: +Express | express.js | expressjs < nodejs
nestjs: NestJS | nest.js < nodejs
fastify: Fastify < nodejs ~ express
django: Django < python ~ flask, fastapi
flask: =Flask < python ~ fastapi, django
fastapi: FastAPI < python ~ flask, django
celery: +Celery < python
sqlalchemy: SQLAlchemy < python ~ sql
spring: Spring Boot | =Spring | spring framework | springboot < java
hibernate: =Hibernate | jpa < java
jakarta-ee: Jakarta EE | java ee | j2ee | javaee < java
quarkus: Quarkus < java ~ spring
maven: =Maven | apache maven < java ~ gradle
gradle: Gradle < java ~ maven
tomcat: Tomcat | apache tomcat < java
akka: Akka < scala
dotnet: .NET | dotnet | asp.net | .net core | asp.net core < csharp
blazor: Blazor < dotnet
entity-framework: Entity Framework | ef core < dotnet
wpf: WPF | winforms | windows forms < dotnet
xamarin: Xamarin | .net maui < dotnet ~ flutter
rails: Ruby on Rails | rails | =RoR < ruby
laravel: Laravel < php ~ symfony
symfony: Symfony < php ~ laravel
zend: Zend Framework | laminas < php
wordpress: WordPress ~ php, cms
typo3: TYPO3 ~ php, cms
drupal: Drupal ~ php, cms
joomla: Joomla ~ php, cms
contentful: Contentful < cms
strapi: Strapi < cms ~ nodejs
sitecore: Sitecore < cms ~ dotnet
aem: Adobe Experience Manager < cms
cms: Content management systems | cms | content management system | content-management-system | redaktionssysteme
graphql: GraphQL ~ rest
rest: REST APIs | restful | rest api | rest-api | rest-apis | =REST | rest-schnittstellen | restful apis
soap: SOAP web services | =SOAP ~ rest
grpc: gRPC ~ rest
websockets: WebSockets | websocket
openapi: OpenAPI | swagger < rest
protobuf: Protocol Buffers | protobuf ~ grpc
oauth: OAuth | oauth2 | openid connect | oidc ~ iam
api-design: API design | api-design | api development | schnittstellenentwicklung | conception d'api ~ rest
microservices: Microservices | microservice | mikroservices | microservice-architektur
event-driven: Event-driven architecture | event sourcing | event-driven architectures | cqrs ~ kafka, microservices
software-architecture: Software architecture | softwarearchitektur | software-architektur | softwarearchitekturen | architecture logicielle | enterprise architecture
ddd: Domain-driven design | domain driven design < software-architecture
design-patterns: Design patterns | entwurfsmuster | softwaremuster < software-architecture
oop: Object-oriented programming | objektorientierte programmierung | object oriented programming | objektorientierung | programmation orientée objet < programming
functional-programming: Functional programming | funktionale programmierung < programming
algorithms: Algorithms and data structures | datenstrukturen | data structures | structures de données < programming
concurrency: Concurrent programming | multithreading | multi-threading | nebenläufigkeit < programming
distributed-systems: Distributed systems | verteilte systeme | verteilten systemen | systèmes distribués ~ microservices
clean-code: Clean code | clean coding < programming
code-review: Code review | code reviews | code-reviews
pair-programming: Pair programming | mob programming
refactoring: Refactoring < programming
git: =Git | github | git-workflow
svn: Subversion | svn ~ git
bitbucket: Bitbucket ~ git
ios: iOS < mobile-development ~ swift
android: Android < mobile-development ~ kotlin
jetpack-compose: Jetpack Compose < android
flutter: Flutter < mobile-development ~ react-native, dart
ionic: =Ionic | ionic framework < mobile-development
unity: =Unity | unity3d < game-development ~ unreal
unreal: Unreal Engine | unreal engine 5 < game-development ~ unity
godot: Godot < game-development
opengl: OpenGL | vulkan api | directx ~ cpp
ar-vr: Augmented and virtual reality | augmented reality | virtual reality | ar/vr
qt: =Qt | qt framework | qml < cpp
boost: Boost C++ | boost libraries < cpp
embedded: Embedded systems | embedded software | eingebettete systeme | embedded-entwicklung | eingebetteten systemen | systèmes embarqués ~ c
embedded-linux: Embedded Linux | yocto < embedded ~ linux
firmware: Firmware development | firmware-entwicklung | firmwareentwicklung < embedded
rtos: Real-time operating systems | rtos | freertos | echtzeitbetriebssysteme < embedded
microcontrollers: Microcontrollers | mikrocontroller | microcontroller | stm32 | arduino < embedded
fpga: FPGA | vhdl | verilog | systemverilog ~ embedded
autosar: AUTOSAR < embedded
can-bus: CAN bus | can-bus | canoe vector | canalyzer < embedded
iot: IoT | internet of things | iiot | internet der dinge
testing: Software testing | softwaretest | softwaretests | test automation | testautomatisierung | automated testing | softwaretesting | tests logiciels
manual-testing: Manual testing | manuelle tests | manuelles testen < testing
test-management: Test management | testmanagement | testkonzepte | test plans < testing
istqb: ISTQB < testing
performance-testing: Performance testing | lasttests | load testing | jmeter | gatling < testing
selenium: Selenium < testing ~ playwright, cypress
playwright: Playwright < testing ~ cypress, selenium
cypress: =Cypress < testing ~ playwright, selenium
appium: Appium < testing
cucumber: Cucumber testing | =Cucumber | gherkin | behaviour-driven development < testing
postman: =Postman < testing ~ rest
unit-testing: Unit testing | unit tests | tdd | test-driven development | unittests | tests unitaires < testing
jest: +Jest | vitest < unit-testing ~ javascript
junit: JUnit < unit-testing ~ java
pytest: pytest < unit-testing ~ python
debugging: Debugging | fehlerbehebung im code < programming
technical-documentation: Technical documentation | technische dokumentation | technical writing | documentation technique | technischer redakteur
low-code: Low-code | low code | no-code | power apps | powerapps | outsystems | mendix
power-automate: Power Automate ~ low-code
rpa: Robotic process automation | rpa | uipath | automation anywhere | blue prism ~ low-code
chatbots: ?Chatbots | conversational ai ~ llm
mainframe: Mainframe | z/os | großrechner
erp: ERP systems | ?erp | erp-systeme | erp-system | erp-systemen | warenwirtschaftssysteme | progiciel de gestion
sap: SAP < erp
sap-s4hana: SAP S/4HANA | s/4hana | s4hana | sap s/4 hana < sap
sap-hana: SAP HANA < sap
sap-fico: SAP FI/CO | sap fi | sap co | sap fico | sap-fi < sap ~ accounting
sap-mm: SAP MM < sap ~ procurement
sap-sd: SAP SD < sap
sap-pp: SAP PP < sap ~ production-planning
sap-hcm: SAP HCM | successfactors < sap ~ hr
sap-bw: SAP BW | bw/4hana < sap ~ data-warehouse
sap-ewm: SAP EWM | sap wm < sap ~ warehouse-management
sap-fiori: SAP Fiori | sapui5 < sap
sap-btp: SAP BTP < sap
sap-ariba: SAP Ariba | ariba < sap ~ procurement
dynamics: Microsoft Dynamics | dynamics 365 | d365 | business central | dynamics nav | navision < erp
oracle-erp: Oracle ERP | oracle fusion | oracle e-business suite | jd edwards < erp
netsuite: NetSuite < erp
odoo: Odoo < erp
sage: Sage software | sage 50 | sage 100 | sage x3 < erp ~ accounting
salesforce: Salesforce < crm
apex: Salesforce Apex | lightning web components < salesforce
servicenow: ServiceNow ~ itil
sharepoint: SharePoint ~ ms-office
jira: Jira ~ confluence
confluence: Confluence ~ jira
mulesoft: MuleSoft ~ api-design
pega: =Pega | pegasystems ~ low-code
camunda: Camunda ~ process-management
shopify: Shopify ~ e-commerce
magento: Magento | adobe commerce ~ php, e-commerce
shopware: Shopware ~ php, e-commerce
woocommerce: WooCommerce < wordpress ~ e-commerce
`
