/** A curated skill: `id: name | alias | alias`. Aliases that begin with `=` count only in exactly this spelling. */
const LIST = `
javascript: JavaScript | js | ecmascript
typescript: TypeScript
python: Python | python3
java: Java
csharp: C# | c sharp | csharp
cpp: C++ | cpp
c: =C
go: =Go | golang
rust: Rust | =Rust
ruby: Ruby
php: PHP
kotlin: Kotlin
swift: =Swift | swiftui
scala: Scala
r: =R
perl: Perl
elixir: Elixir
haskell: Haskell
clojure: Clojure
dart: =Dart
bash: Bash | shell scripting | shell-skripte
powershell: PowerShell
sql: SQL
plsql: PL/SQL | plsql
abap: ABAP
cobol: COBOL
matlab: MATLAB
vba: VBA
html: HTML | html5
css: CSS | css3
sass: Sass | scss
tailwind: Tailwind CSS | tailwind
react: React | react.js | reactjs
react-native: React Native
nextjs: Next.js | nextjs
vue: Vue.js | vue | vuejs
nuxt: Nuxt | nuxt.js
angular: Angular | angularjs
svelte: Svelte | sveltekit
jquery: jQuery
nodejs: Node.js | nodejs | node
express: =Express | express.js
nestjs: NestJS | nest.js
django: Django
flask: =Flask
fastapi: FastAPI
spring: Spring Boot | =Spring | spring framework
hibernate: =Hibernate | jpa
dotnet: .NET | dotnet | asp.net | .net core
rails: Ruby on Rails | rails
laravel: Laravel
symfony: Symfony
graphql: GraphQL
rest: REST APIs | restful | rest api | rest-api | rest-apis | =REST
grpc: gRPC
microservices: Microservices | microservice | mikroservices
docker: Docker
kubernetes: Kubernetes | k8s
helm: =Helm | helm charts
terraform: Terraform
ansible: Ansible
puppet: =Puppet
jenkins: Jenkins
github-actions: GitHub Actions
gitlab-ci: GitLab CI | gitlab ci/cd | gitlab
cicd: CI/CD | ci cd | continuous integration | continuous delivery | continuous deployment
git: =Git | github
linux: Linux
windows-server: Windows Server
aws: AWS | amazon web services
azure: Azure | microsoft azure
gcp: Google Cloud | gcp | google cloud platform
openshift: OpenShift
cloud: Cloud computing | cloud-technologien
serverless: Serverless | aws lambda
prometheus: Prometheus
grafana: Grafana
datadog: Datadog
elasticsearch: Elasticsearch | elastic search | opensearch
kafka: Kafka | apache kafka
rabbitmq: RabbitMQ
redis: Redis
postgresql: PostgreSQL | postgres
mysql: MySQL | mariadb
mongodb: MongoDB
oracle: Oracle Database | oracle db | =Oracle
sql-server: SQL Server | mssql | ms sql
cassandra: Cassandra
dynamodb: DynamoDB
neo4j: Neo4j
snowflake: Snowflake
bigquery: BigQuery
redshift: Redshift
databricks: Databricks
spark: Apache Spark | =Spark | pyspark
hadoop: Hadoop
flink: Flink | apache flink
airflow: Airflow | apache airflow
dbt: dbt
etl: ETL | elt | etl-prozesse | datenpipelines | data pipelines | data pipeline
data-warehouse: Data warehousing | data warehouse | dwh | lakehouse | data lake
data-modeling: Data modelling | data modeling | datenmodellierung
data-analysis: Data analysis | data analytics | datenanalyse | datenanalysen
statistics: Statistics | statistik | statistical analysis
machine-learning: Machine learning | maschinelles lernen | ml models
deep-learning: Deep learning | neural networks
nlp: Natural language processing | nlp
llm: Large language models | llm | llms | generative ai | genai | generative ki
computer-vision: Computer vision
pytorch: PyTorch
tensorflow: TensorFlow
scikit-learn: scikit-learn | sklearn
pandas: pandas
numpy: NumPy
mlops: MLOps
tableau: Tableau
power-bi: Power BI | powerbi
looker: Looker
excel: Microsoft Excel | =Excel | ms excel | ms-excel
ms-office: Microsoft Office | ms office | ms-office | office 365 | microsoft 365
sap: SAP
sap-s4hana: SAP S/4HANA | s/4hana | s4hana | sap s/4 hana
sap-hana: SAP HANA
salesforce: Salesforce
hubspot: HubSpot
dynamics: Microsoft Dynamics | dynamics 365
servicenow: ServiceNow
jira: Jira
confluence: Confluence
agile: Agile methods | agile | agil | agile methoden | agiles arbeiten
scrum: Scrum
kanban: Kanban
safe: =SAFe | scaled agile
project-management: Project management | projektmanagement | projektleitung
prince2: PRINCE2
product-management: Product management | produktmanagement
stakeholder-management: Stakeholder management | stakeholdermanagement
requirements: Requirements engineering | anforderungsmanagement | anforderungsanalyse
business-analysis: Business analysis | geschäftsprozessanalyse
process-management: Process management | prozessmanagement | prozessoptimierung | bpmn
change-management: Change management | veränderungsmanagement
figma: Figma
sketch: =Sketch
adobe-cc: Adobe Creative Cloud | adobe creative suite | photoshop | illustrator | indesign
ux: UX design | user experience | ux/ui | ui/ux | ux research | user research
ui: UI design | interface design
accessibility: Accessibility | barrierefreiheit | wcag
design-systems: Design systems | design system
ios: iOS
android: Android
flutter: Flutter
unity: =Unity | unity3d
embedded: Embedded systems | embedded software | eingebettete systeme
plc: PLC programming | sps | sps-programmierung | tia portal
cad: CAD | autocad | solidworks | catia
robotics: Robotics | robotik
iot: IoT | internet of things
testing: Software testing | softwaretest | softwaretests | test automation | testautomatisierung
selenium: Selenium
playwright: Playwright
cypress: =Cypress
unit-testing: Unit testing | unit tests | tdd | test-driven development
security: Information security | informationssicherheit | it-sicherheit | it security | cybersecurity | cyber security
iso-27001: ISO 27001
penetration-testing: Penetration testing | pentest | pentesting
gdpr: Data protection | gdpr | dsgvo | datenschutz
networking: Networking | netzwerktechnik | tcp/ip | cisco
itil: ITIL
seo: SEO | suchmaschinenoptimierung
sem: SEM | google ads
content-marketing: Content marketing
social-media: Social media | social-media-marketing
email-marketing: E-mail marketing | email marketing
copywriting: Copywriting | texterstellung
crm: CRM
sales: Sales | vertrieb | b2b sales
account-management: Account management | key account management | kundenbetreuung
customer-success: Customer success
customer-support: Customer support | kundenservice | customer service
negotiation: Negotiation | verhandlungsführung
accounting: Accounting | buchhaltung | rechnungswesen | finanzbuchhaltung
controlling: Controlling
datev: DATEV
ifrs: IFRS
hgb: HGB
audit: Auditing | wirtschaftsprüfung
payroll: Payroll | lohnbuchhaltung | entgeltabrechnung
recruiting: Recruiting | personalbeschaffung | talent acquisition
hr: Human resources | personalwesen
logistics: Logistics | logistik
supply-chain: Supply chain management | supply chain
procurement: Procurement | strategischer einkauf | purchasing
lean: Lean management | six sigma
quality-management: Quality management | qualitätsmanagement | iso 9001
nursing: Nursing | krankenpflege | altenpflege | pflegefachkraft
first-aid: First aid | erste hilfe
teaching: Teaching | unterricht | didaktik
leadership: Leadership | personalführung | mitarbeiterführung | people management
communication: Communication | kommunikationsstärke | kommunikationsfähigkeit | communication skills
presentation: Presentation skills | präsentationsfähigkeit
`

export interface ListedSkill {
  readonly id: string
  readonly name: string
  /** In lower case. */
  readonly aliases: readonly string[]
  /** Count only in exactly this spelling, for words that are also everyday words. */
  readonly exact: readonly string[]
}

/** The curated skills. */
export const SKILLS: readonly ListedSkill[] = LIST.trim().split('\n').map(parse)

function parse(line: string): ListedSkill {
  const colon = line.indexOf(':')
  const words = line
    .slice(colon + 1)
    .split(' | ')
    .map((word) => word.trim())
  const exact = words.filter((word) => word.startsWith('=')).map((word) => word.slice(1))
  const free = words.filter((word) => !word.startsWith('='))
  return {
    id: line.slice(0, colon),
    name: words[0]?.replace('=', '') ?? '',
    aliases: free.map((word) => word.toLowerCase()),
    exact,
  }
}
