/** Databases, analysis, statistics and machine learning. */
export const DATA = `
sql: SQL | sql-abfragen | sql queries < databases
plsql: PL/SQL | plsql < sql ~ oracle
tsql: T-SQL | tsql | transact-sql < sql ~ sql-server
databases: Databases | ?datenbanken | datenbankkenntnisse | ?bases de données | relational databases | relationale datenbanken | datenbanksysteme
database-administration: Database administration | datenbankadministration | dba | administration de bases de données < databases
nosql: NoSQL | nosql databases < databases
postgresql: PostgreSQL | postgres < sql ~ mysql, oracle, sql-server
mysql: MySQL < sql ~ postgresql, mariadb
mariadb: MariaDB < sql ~ mysql
sqlite: SQLite < sql
mongodb: MongoDB < nosql
oracle: Oracle Database | oracle db | =Oracle < sql ~ postgresql
sql-server: SQL Server | mssql | ms sql | microsoft sql server | ms sql server < sql ~ postgresql
db2: IBM Db2 | db2 < sql
sybase: Sybase < sql
teradata: Teradata < sql
cassandra: Cassandra < nosql
couchbase: Couchbase | couchdb < nosql
dynamodb: DynamoDB < nosql ~ aws
cosmosdb: Cosmos DB | cosmosdb < nosql ~ azure
neo4j: Neo4j | graph databases | graphdatenbanken < nosql
redis: Redis < nosql
memcached: Memcached ~ redis
clickhouse: ClickHouse < sql
timescaledb: TimescaleDB | influxdb | time series databases < databases
elasticsearch: Elasticsearch | elastic search | elk stack ~ opensearch
opensearch: OpenSearch ~ elasticsearch
solr: =Solr | apache solr ~ elasticsearch
vector-databases: Vector databases | vector database | pinecone | weaviate | pgvector | vektordatenbanken < databases ~ llm
snowflake: Snowflake < data-warehouse ~ bigquery, redshift
bigquery: BigQuery < data-warehouse ~ snowflake, redshift, gcp
redshift: Redshift < data-warehouse ~ snowflake, bigquery, aws
synapse: Azure Synapse | synapse analytics < data-warehouse ~ azure
microsoft-fabric: Microsoft Fabric | ms fabric < data-warehouse ~ power-bi
databricks: Databricks ~ spark
spark: Apache Spark | =Spark | pyspark < big-data
hadoop: Hadoop | hdfs < big-data
hive: +Hive | apache hive < big-data
trino: Trino | presto sql < sql
flink: Flink | apache flink < big-data ~ kafka
apache-beam: Apache Beam < big-data
apache-iceberg: Apache Iceberg | delta lake | delta-lake < data-lake
big-data: Big data | big-data-technologien
kafka: Kafka | apache kafka ~ rabbitmq
rabbitmq: RabbitMQ | activemq ~ kafka
mqtt: MQTT ~ iot
airflow: Airflow | apache airflow < data-engineering ~ dagster
dagster: Dagster | +Prefect < data-engineering ~ airflow
dbt: dbt < data-engineering ~ sql
nifi: Apache NiFi < data-engineering
fivetran: Fivetran | airbyte < etl
informatica: Informatica PowerCenter | =Informatica < etl
talend: Talend < etl
ssis: SSIS | sql server integration services < etl ~ sql-server
data-factory: Azure Data Factory < etl ~ azure
etl: ETL | elt | etl-prozesse | datenpipelines | data pipelines | data pipeline | pipelines de données < data-engineering
data-engineering: Data engineering | data-engineering
data-warehouse: Data warehousing | data warehouse | dwh | lakehouse | entrepôt de données ~ data-modeling
data-lake: Data lakes | data lake ~ data-warehouse
data-modeling: Data modelling | data modeling | datenmodellierung | modélisation de données
data-governance: Data governance | datengovernance | gouvernance des données ~ data-quality
data-quality: Data quality | datenqualität | qualité des données
master-data: Master data management | stammdatenpflege | stammdatenmanagement | mdm-systeme | stammdaten ~ data-quality
data-migration: Data migration | datenmigration | migration de données
data-mining: Data mining ~ data-analysis
data-analysis: Data analysis | data analytics | datenanalyse | datenanalysen | datenauswertung | analyse de données
data-visualization: Data visualisation | data visualization | datenvisualisierung | datavisualization | visualisation de données ~ data-analysis
business-intelligence: Business intelligence | informatique décisionnelle ~ data-analysis
reporting: Reporting | berichtswesen | reportings | management reporting ~ business-intelligence
dashboards: Dashboards | ?dashboard | tableaux de bord < data-visualization
kpi: KPI management | kennzahlensysteme | kpi tracking | kennzahlenanalyse ~ reporting
tableau: Tableau < business-intelligence ~ power-bi, looker
power-bi: Power BI | powerbi | power-bi < business-intelligence ~ tableau, looker
looker: Looker | looker studio | lookml < business-intelligence ~ tableau, power-bi
qlik: Qlik | qlik sense | qlikview | qliksense < business-intelligence ~ tableau, power-bi
metabase: Metabase < business-intelligence
superset: Apache Superset < business-intelligence
cognos: Cognos < business-intelligence
microstrategy: MicroStrategy < business-intelligence
dax: DAX | power query ~ power-bi
sas: SAS software | =SAS | sas programming < statistics
spss: SPSS < statistics
stata: Stata < statistics
statistics: Statistics | ?statistik | statistical analysis | statistische verfahren | statistikkenntnisse | statistische analysen | ?statistiques ~ data-analysis
econometrics: Econometrics | ökonometrie | économétrie < statistics
forecasting: Forecasting | prognosemodelle | time series analysis | zeitreihenanalyse ~ statistics
ab-testing: A/B testing | a/b tests | a/b-tests | ab testing | a/b-testing ~ statistics
bayesian: Bayesian statistics | bayesian methods | bayes'sche statistik < statistics
operations-research: Operations research | mathematical optimisation | mathematical optimization | mathematische optimierung | recherche opérationnelle
simulation: Simulation modelling | simulationsmodelle | monte carlo | monte-carlo ~ statistics
data-science: Data science | data-science ~ machine-learning, statistics
machine-learning: Machine learning | maschinelles lernen | ml models | machine-learning | apprentissage automatique < artificial-intelligence
artificial-intelligence: Artificial intelligence | ?künstliche intelligenz | ?intelligence artificielle | ki-anwendungen
deep-learning: Deep learning | neural networks | neuronale netze | deep-learning | réseaux de neurones < machine-learning
reinforcement-learning: Reinforcement learning < machine-learning
nlp: Natural language processing | nlp | sprachverarbeitung | traitement du langage naturel < machine-learning ~ llm
llm: Large language models | llm | llms | generative ai | genai | generative ki | ia générative < artificial-intelligence ~ nlp
prompt-engineering: Prompt engineering | prompting < llm
rag: Retrieval-augmented generation | retrieval augmented generation | =RAG < llm
ai-agents: AI agents | ai agent | agentic ai | ki-agenten < llm
langchain: LangChain | langgraph | llamaindex < llm
openai-api: OpenAI API | azure openai < llm
hugging-face: Hugging Face | huggingface < machine-learning ~ pytorch
computer-vision: Computer vision | bildverarbeitung | vision par ordinateur | bildverarbeitungs < machine-learning
opencv: OpenCV < computer-vision
speech-recognition: Speech recognition | spracherkennung | text-to-speech < machine-learning
recommender-systems: Recommender systems | recommendation systems | empfehlungssysteme < machine-learning
pytorch: PyTorch < deep-learning ~ tensorflow
tensorflow: TensorFlow < deep-learning ~ pytorch, keras
keras: Keras < deep-learning ~ tensorflow
jax: +JAX < deep-learning ~ pytorch
scikit-learn: scikit-learn | sklearn < machine-learning ~ python
xgboost: XGBoost | lightgbm < machine-learning
pandas: pandas < python ~ numpy
numpy: NumPy | scipy < python ~ pandas
matplotlib: Matplotlib | seaborn | plotly < python ~ data-visualization
jupyter: Jupyter | jupyter notebooks < python
cuda: CUDA | gpu programming ~ cpp
mlops: MLOps | mlflow | kubeflow ~ machine-learning
sagemaker: SageMaker < mlops ~ aws
vertex-ai: Vertex AI < mlops ~ gcp
data-annotation: Data annotation | data labeling | data labelling | datenannotation
gis: GIS | geoinformationssysteme | geoinformation | geodaten | geospatial data | système d'information géographique
arcgis: ArcGIS < gis ~ qgis
qgis: QGIS < gis ~ arcgis
remote-sensing: Remote sensing | fernerkundung | télédétection < gis
web-scraping: Web scraping | webscraping | web crawling
google-sheets: Google Sheets ~ excel
alteryx: Alteryx | knime ~ data-analysis
`
