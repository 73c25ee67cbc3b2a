/** Cloud, operation of systems, networks, support, and their security. */
export const INFRASTRUCTURE = `
cloud: Cloud computing | cloud-technologien | cloud technologies | cloud-infrastruktur | cloud infrastructure | cloud-lösungen | cloud-plattformen
aws: AWS | amazon web services < cloud ~ azure, gcp
azure: Azure | microsoft azure < cloud ~ aws, gcp
gcp: Google Cloud | gcp | google cloud platform < cloud ~ aws, azure
ibm-cloud: IBM Cloud < cloud
oci: Oracle Cloud | oracle cloud infrastructure < cloud
hetzner: Hetzner Cloud | ovhcloud | stackit < cloud
openstack: OpenStack < cloud
aws-lambda: AWS Lambda < aws ~ serverless
aws-s3: Amazon S3 | aws s3 < aws
aws-ec2: Amazon EC2 | ec2 < aws
aws-ecs: Amazon ECS | aws ecs | aws fargate | aws eks < aws ~ kubernetes
cloudformation: CloudFormation | aws cdk < aws ~ terraform
azure-devops: Azure DevOps | azure pipelines < azure ~ cicd
azure-ad: Microsoft Entra ID | azure ad | azure active directory | entra id < azure ~ active-directory
intune: Microsoft Intune | =Intune ~ endpoint-management
serverless: Serverless < cloud
cloud-migration: Cloud migration | cloud-migration | cloud migrations < cloud
finops: FinOps | cloud cost management ~ cloud
docker: Docker | containerization | containerisierung | container-technologien | conteneurisation
podman: Podman ~ docker
kubernetes: Kubernetes | k8s ~ docker, openshift
helm: =Helm | helm charts < kubernetes
openshift: OpenShift < kubernetes
rancher: Rancher | k3s < kubernetes
argo-cd: Argo CD | argocd | gitops | flux cd < kubernetes ~ cicd
istio: Istio | service mesh < kubernetes
infrastructure-as-code: Infrastructure as code | infrastructure-as-code | =IaC
terraform: Terraform | opentofu < infrastructure-as-code ~ pulumi
pulumi: Pulumi < infrastructure-as-code ~ terraform
ansible: Ansible < infrastructure-as-code ~ puppet
puppet: =Puppet < infrastructure-as-code ~ ansible
chef-infra: Chef Infra | saltstack < infrastructure-as-code ~ ansible, puppet
packer: +Packer | hashicorp packer < infrastructure-as-code
vault: HashiCorp Vault ~ security
consul: +Consul ~ kubernetes
devops: DevOps | devops-kultur ~ cicd
sre: Site reliability engineering | site reliability | =SRE ~ devops
platform-engineering: Platform engineering ~ devops
cicd: CI/CD | ci cd | continuous integration | continuous delivery | continuous deployment | ci/cd-pipelines | ci/cd pipelines | intégration continue ~ devops
jenkins: Jenkins < cicd ~ gitlab-ci, github-actions
github-actions: GitHub Actions < cicd ~ gitlab-ci
gitlab-ci: GitLab CI | gitlab ci/cd | gitlab | gitlab-ci < cicd ~ github-actions, jenkins
circleci: CircleCI | travis ci < cicd
teamcity: TeamCity | bamboo ci < cicd
sonarqube: SonarQube | static code analysis | statische codeanalyse
artifactory: Artifactory | nexus repository < cicd
monitoring: Systems monitoring | observability | system monitoring | monitoring-tools | monitoringsysteme
prometheus: Prometheus < monitoring ~ grafana
grafana: Grafana < monitoring ~ prometheus
datadog: Datadog < monitoring
new-relic: New Relic | dynatrace | appdynamics < monitoring
splunk: Splunk < monitoring ~ siem
opentelemetry: OpenTelemetry | jaeger tracing < monitoring
nagios: Nagios | zabbix | prtg | icinga | checkmk < monitoring
logstash: Logstash | kibana | fluentd | graylog < monitoring ~ elasticsearch
linux: Linux | =RHEL | ubuntu | debian | red hat | linux-systeme | linux administration
unix: Unix | solaris | =AIX ~ linux
windows-server: Windows Server | windows-server
windows-client: Windows administration | windows 10 | windows 11 | windows-clients ~ windows-server
macos: macOS administration | macos | jamf
active-directory: Active Directory < windows-server
exchange: Microsoft Exchange | exchange server | exchange online
citrix: Citrix ~ virtualization
virtualization: Virtualisation | virtualisierung | virtualization | virtualisierungstechnologien
vmware: VMware | vsphere | esxi < virtualization
hyper-v: Hyper-V < virtualization ~ vmware
proxmox: Proxmox < virtualization
storage-systems: Storage systems | storage-systeme | netapp | san storage | speichersysteme
backup: Backup and recovery | disaster recovery | veeam | backup-lösungen | datensicherung
nginx: Nginx | haproxy | apache http server ~ linux
system-administration: System administration | systemadministration | administration système | systemadministratoren
it-infrastructure: IT infrastructure | it-infrastruktur | it-infrastrukturen | infrastructure informatique
it-support: IT support | it-support | ?helpdesk | service desk | servicedesk | anwendersupport | user help desk | technischer support | technical support | first-level-support | second-level-support | 1st level support | 2nd level support | 2nd-level-support | 1st-level-support | support informatique
ticketing: Ticketing systems | ticketsysteme | ticketsystem | ticketing system | ticket system < it-support
endpoint-management: Endpoint management | client-management | mobile device management | softwareverteilung | sccm < it-support
hardware-support: Hardware maintenance | hardwarekenntnisse | hardware troubleshooting < it-support
itil: ITIL | it service management | itsm | it-service-management
incident-management: Incident management | incident-management | incident response | störungsmanagement < itil
cmdb: CMDB | it asset management < itil
networking: Networking | netzwerktechnik | tcp/ip | netzwerkkenntnisse | network administration | netzwerkadministration | computer networks | réseaux informatiques | netzwerktechnologien
cisco: Cisco networking | cisco | ccna | ccnp < networking
juniper: Juniper Networks < networking ~ cisco
routing-switching: Routing and switching | lan/wan | bgp | ospf | vlan < networking
dns-dhcp: DNS and DHCP | dhcp | dns/dhcp < networking
vpn: VPN < networking ~ firewalls
firewalls: Firewalls | firewall | fortinet | fortigate | palo alto networks | check point firewall < networking ~ security
load-balancing: Load balancing | f5 big-ip < networking
sd-wan: SD-WAN < networking
wifi: Wireless networks | wlan-infrastruktur | wifi networks < networking
voip: VoIP | ip-telefonie | voip-telefonie < networking
telecommunications: Telecommunications | ?telekommunikation | telekommunikationstechnik | ?télécommunications ~ networking
5g: 5G mobile networks | mobilfunktechnik | lte networks < telecommunications
fiber-optics: Fibre optics | glasfasertechnik | glasfaserausbau | fiber optic | fibre optique | ftth < telecommunications
data-center: Data centre operation | rechenzentrumsbetrieb | data center operations
security: Information security | informationssicherheit | it-sicherheit | it security | cybersecurity | cyber security | it-security | cyber-security | sécurité informatique | cybersécurité
iso-27001: ISO 27001 | iso/iec 27001 | isms < security
bsi-grundschutz: BSI IT-Grundschutz | it-grundschutz | bsi-grundschutz | bsi grundschutz < security ~ iso-27001
nist: NIST framework | nist csf | nist cybersecurity framework < security
nis2: NIS2 | nis-2 | kritis < security
tisax: TISAX < security ~ iso-27001
soc2: SOC 2 | soc2 < security ~ iso-27001
pci-dss: PCI DSS | pci-dss < security
penetration-testing: Penetration testing | pentest | pentesting | penetrationstests | ethical hacking | tests d'intrusion < security
vulnerability-management: Vulnerability management | schwachstellenmanagement | vulnerability scanning | schwachstellenanalyse < security
application-security: Application security | appsec | owasp | secure coding | sichere softwareentwicklung | devsecops < security
cloud-security: Cloud security | cloud-security < security ~ cloud
network-security: Network security | netzwerksicherheit < security ~ networking
siem: SIEM | microsoft sentinel | qradar < security
soc: Security operations | security operations center < security ~ siem
threat-intelligence: Threat intelligence | threat modeling | threat modelling | bedrohungsanalyse < security
forensics: Digital forensics | it-forensik | computer forensics < security
malware-analysis: Malware analysis | reverse engineering < security
iam: Identity and access management | identity & access management | identity management | =IAM | okta | sailpoint < security
pam: Privileged access management | cyberark < iam
cryptography: Cryptography | kryptographie | kryptografie | cryptographie < security
pki: PKI | public key infrastructure < cryptography
zero-trust: Zero trust < security
edr: Endpoint protection | edr | crowdstrike | microsoft defender < security
cissp: CISSP | cism | cisa certification < security
security-awareness: Security awareness | security-awareness < security
business-continuity: Business continuity | notfallmanagement | bcm-konzepte | continuité d'activité ~ risk-management
`
