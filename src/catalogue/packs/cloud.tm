// std.cloud: what the large cloud providers offer, each service as the kind of thing that rules know.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// A place that a provider runs apart from its other places: its own buildings, power and control plane.
type region : boundary "Region"

/// One of several buildings of a region that do not fail together.
type availability-zone : boundary "Availability zone"

/// A private network inside a cloud account.
type virtual-network : network "Virtual network"

/// The elements to which one set of filter rules applies; it lies across networks.
type security-group : boundary "Security group"

/// An account of Amazon Web Services.
type aws-account : cloud-account "AWS account"

/// A virtual private cloud of AWS.
type aws-vpc : virtual-network "AWS VPC"

/// A subscription of Microsoft Azure.
type azure-subscription : cloud-account "Azure subscription"

/// Resources of Azure that are managed and deleted together.
type azure-resource-group : namespace "Azure resource group"

/// A virtual network of Azure.
type azure-vnet : virtual-network "Azure virtual network"

/// A project of Google Cloud.
type gcp-project : cloud-account "Google Cloud project"

/// A virtual private cloud of Google Cloud.
type gcp-vpc : virtual-network "Google Cloud VPC"

// ---- Traits and plain elements --------------------------------------------------------------------------------------

/// A service that the provider runs and patches; we only configure it.
type managed-service "Managed service" { implies { managed = true, custom-code = false } }

/// A virtual machine with what runs on it, seen as one.
type compute-instance : [process, networked] "Compute instance" { implies { runs-in = virtual } }

/// Runs containers without machines that we see.
type serverless-container : [process, networked] "Serverless container" { implies { runs-in = container } }

/// A platform that runs the code we hand in and scales it.
type app-platform : [process, networked] "Application platform" { implies { managed = true } }

/// Tells each machine who it is, and gives its role's credentials to any program on it that asks.
type metadata-service : [networked, managed-service] "Instance metadata service"

/// The interface through which everything in the account is made, changed and deleted.
type cloud-control-plane : [networked, managed-service] "Cloud control plane"

/// Keys that are used inside a service and never leave it.
type key-management-service : [hardware-security-module, networked, managed-service] "Key management service"

/// A virtual disk, with its snapshots.
type block-volume : store "Block volume" { implies { query-api = none } }

/// A copy of a disk or a database at one moment.
type snapshot : backup-store "Snapshot"

/// Names of a domain and where they point.
type dns-zone : [store, networked] "DNS zone" { implies { query-api = none } }

/// Steps of work that a provider starts in order and repeats when they fail.
type workflow-engine : [process, managed-service] "Workflow engine"

/// Records each call to the interface of the provider.
type cloud-trail : [log-store, managed-service] "Trail of the cloud account"

// ---- Amazon Web Services --------------------------------------------------------------------------------------------

/// Amazon S3; the service encrypts all that it keeps.
type aws-s3 : [object-store, managed-service] "Amazon S3" {
  implies { encrypted = true, encryption = transparent }
}

/// Amazon S3 Glacier, for copies that are seldom read.
type aws-glacier : [backup-store, managed-service] "Amazon S3 Glacier" {
  implies { encrypted = true, encryption = transparent }
}

/// Vaults of AWS Backup.
type aws-backup : [backup-store, managed-service] "AWS Backup"

/// A virtual disk of AWS.
type aws-ebs : [block-volume, managed-service] "Amazon EBS volume"

/// A shared file system of AWS, spoken to with NFS.
type aws-efs : [file-store, networked, managed-service] "Amazon EFS"

/// A virtual machine of AWS.
type aws-ec2 : compute-instance "Amazon EC2 instance"

/// A function of AWS Lambda.
type aws-lambda : serverless-function "AWS Lambda function"

/// A container that AWS Fargate runs.
type aws-fargate : serverless-container "AWS Fargate task"

/// A service of AWS App Runner.
type aws-app-runner : app-platform "AWS App Runner"

/// An environment of AWS Elastic Beanstalk.
type aws-elastic-beanstalk : app-platform "AWS Elastic Beanstalk"

/// Containers in the manner of AWS.
type aws-ecs : [process, container-platform, managed-service] "Amazon ECS"

/// A SQL database of Amazon RDS.
type aws-rds : [sql, networked, managed-service] "Amazon RDS"

/// Amazon Aurora, a SQL database spread over zones.
type aws-aurora : aws-rds "Amazon Aurora" { implies { redundant = true } }

/// Amazon Redshift.
type aws-redshift : [data-warehouse, networked, managed-service] "Amazon Redshift"

/// Amazon Athena: SQL over files in buckets.
type aws-athena : [data-warehouse, managed-service] "Amazon Athena"

/// Amazon DynamoDB; the service encrypts all that it keeps and keeps it in several zones.
type aws-dynamodb : [key-value, networked, managed-service] "Amazon DynamoDB" {
  implies { encrypted = true, encryption = transparent, redundant = true }
}

/// Amazon DocumentDB, which answers as MongoDB does.
type aws-documentdb : [mongodb, managed-service] "Amazon DocumentDB"

/// Amazon Neptune, a graph database.
type aws-neptune : [graph-database, networked, managed-service] "Amazon Neptune"

/// Amazon Keyspaces, which answers as Cassandra does.
type aws-keyspaces : [database, networked, managed-service] "Amazon Keyspaces"

/// Amazon Timestream, for measurements over time.
type aws-timestream : [database, networked, managed-service] "Amazon Timestream"

/// Amazon ElastiCache.
type aws-elasticache : [redis, cache, managed-service] "Amazon ElastiCache"

/// Amazon OpenSearch Service.
type aws-opensearch : [elasticsearch, managed-service] "Amazon OpenSearch Service"

/// Amazon SQS, queues over HTTPS.
type aws-sqs : [queue, networked, managed-service] "Amazon SQS"

/// Amazon SNS: one message to many receivers.
type aws-sns : [queue, networked, managed-service] "Amazon SNS"

/// Amazon EventBridge.
type aws-eventbridge : [queue, networked, managed-service] "Amazon EventBridge"

/// Amazon Kinesis Data Streams.
type aws-kinesis : [queue, networked, managed-service] "Amazon Kinesis"

/// Amazon MSK, Kafka run by AWS.
type aws-msk : [queue, networked, managed-service] "Amazon MSK"

/// Amazon API Gateway.
type aws-api-gateway : [gateway, managed-service] "Amazon API Gateway"

/// A load balancer of AWS.
type aws-load-balancer : [load-balancer, managed-service] "AWS load balancer"

/// Amazon CloudFront.
type aws-cloudfront : [cdn, managed-service] "Amazon CloudFront"

/// AWS WAF.
type aws-waf : [waf, managed-service] "AWS WAF"

/// A zone of Amazon Route 53.
type aws-route53 : [dns-zone, managed-service] "Amazon Route 53 zone"

/// AWS Step Functions.
type aws-step-functions : workflow-engine "AWS Step Functions"

/// AWS Secrets Manager.
type aws-secrets-manager : [vault, networked, managed-service] "AWS Secrets Manager"

/// The parameters of AWS Systems Manager; whether they are encrypted is set for each.
type aws-parameter-store : [store, networked, managed-service] "AWS Parameter Store" { implies { query-api = none } }

/// AWS Key Management Service.
type aws-kms : key-management-service "AWS KMS"

/// AWS CloudTrail.
type aws-cloudtrail : cloud-trail "AWS CloudTrail"

/// The logs of Amazon CloudWatch.
type aws-cloudwatch-logs : [log-store, networked, managed-service] "Amazon CloudWatch Logs" {
  implies { encrypted = true, encryption = transparent }
}

/// Container images at AWS.
type aws-ecr : [container-registry, managed-service] "Amazon ECR"

/// AWS CodeBuild and CodePipeline.
type aws-codebuild : [process, build-pipeline, managed-service] "AWS CodeBuild"

/// Data pipelines of AWS Glue.
type aws-glue : [process, managed-service] "AWS Glue"

/// Amazon Simple Email Service.
type aws-ses : [email-provider, managed-service] "Amazon SES"

// ---- Microsoft Azure ------------------------------------------------------------------------------------------------

/// Azure Blob Storage; the service encrypts all that it keeps.
type azure-blob : [object-store, managed-service] "Azure Blob Storage" {
  implies { encrypted = true, encryption = transparent }
}

/// Azure Files, shared folders over SMB or NFS.
type azure-files : [file-store, networked, managed-service] "Azure Files" {
  implies { encrypted = true, encryption = transparent }
}

/// Azure Data Lake Storage.
type azure-data-lake : [object-store, managed-service] "Azure Data Lake Storage" {
  implies { encrypted = true, encryption = transparent }
}

/// Azure Table Storage: rows that are found by their keys.
type azure-table : [key-value, networked, managed-service] "Azure Table Storage" {
  implies { encrypted = true, encryption = transparent }
}

/// Vaults of Azure Backup.
type azure-backup : [backup-store, managed-service] "Azure Backup" {
  implies { encrypted = true, encryption = transparent }
}

/// A virtual disk of Azure.
type azure-disk : [block-volume, managed-service] "Azure managed disk" {
  implies { encrypted = true, encryption = transparent }
}

/// A virtual machine of Azure.
type azure-vm : compute-instance "Azure virtual machine"

/// A function of Azure Functions.
type azure-function : serverless-function "Azure Function"

/// Azure App Service.
type azure-app-service : app-platform "Azure App Service"

/// Azure Container Apps.
type azure-container-apps : serverless-container "Azure Container Apps"

/// Azure Logic Apps.
type azure-logic-app : workflow-engine "Azure Logic App"

/// Azure SQL Database; the service encrypts all that it keeps.
type azure-sql : [sql-server, managed-service] "Azure SQL Database" {
  implies { encrypted = true, encryption = transparent }
}

/// Azure Database for PostgreSQL.
type azure-postgres : [postgres, managed-service] "Azure Database for PostgreSQL"

/// Azure Database for MySQL.
type azure-mysql : [mysql, managed-service] "Azure Database for MySQL"

/// Azure Cosmos DB, asked as `query-api` says; the service encrypts all that it keeps.
type azure-cosmos : [database, networked, managed-service] "Azure Cosmos DB" {
  implies { encrypted = true, encryption = transparent }
}

/// Azure Synapse Analytics.
type azure-synapse : [data-warehouse, networked, managed-service] "Azure Synapse Analytics"

/// Azure Cache for Redis.
type azure-redis : [redis, managed-service] "Azure Cache for Redis"

/// Azure AI Search.
type azure-search : [search, networked, managed-service] "Azure AI Search"

/// Queues and topics of Azure Service Bus.
type azure-service-bus : [queue, networked, managed-service] "Azure Service Bus"

/// Azure Event Hubs.
type azure-event-hubs : [queue, networked, managed-service] "Azure Event Hubs"

/// Azure Event Grid.
type azure-event-grid : [queue, networked, managed-service] "Azure Event Grid"

/// Azure Queue Storage.
type azure-queue : [queue, networked, managed-service] "Azure Queue Storage"

/// Azure API Management.
type azure-api-management : [gateway, managed-service] "Azure API Management"

/// Azure Front Door.
type azure-front-door : [cdn, managed-service] "Azure Front Door"

/// Azure Application Gateway, with or without its firewall.
type azure-application-gateway : [load-balancer, managed-service] "Azure Application Gateway"

/// Azure Load Balancer.
type azure-load-balancer : [load-balancer, managed-service] "Azure Load Balancer"

/// A zone of Azure DNS.
type azure-dns : [dns-zone, managed-service] "Azure DNS zone"

/// Azure Bastion.
type azure-bastion : [bastion, managed-service] "Azure Bastion"

/// Azure Key Vault.
type azure-key-vault : [vault, networked, managed-service] "Azure Key Vault"

/// The logs of Azure Monitor; the service encrypts all that it keeps.
type azure-monitor : [log-store, networked, managed-service] "Azure Monitor" {
  implies { encrypted = true, encryption = transparent }
}

/// The activity log of an Azure subscription.
type azure-activity-log : cloud-trail "Azure activity log"

/// Azure Container Registry.
type azure-container-registry : [container-registry, managed-service] "Azure Container Registry"

/// Azure Data Factory.
type azure-data-factory : [process, managed-service] "Azure Data Factory"

// ---- Google Cloud ---------------------------------------------------------------------------------------------------

/// Google Cloud Storage; the service encrypts all that it keeps.
type gcp-storage : [object-store, managed-service] "Google Cloud Storage" {
  implies { encrypted = true, encryption = transparent }
}

/// A disk of Google Compute Engine; the service encrypts all that it keeps.
type gcp-disk : [block-volume, managed-service] "Google persistent disk" {
  implies { encrypted = true, encryption = transparent }
}

/// Google Filestore, shared folders over NFS.
type gcp-filestore : [file-store, networked, managed-service] "Google Filestore"

/// A virtual machine of Google Compute Engine.
type gcp-compute-engine : compute-instance "Google Compute Engine instance"

/// A function of Google Cloud Run functions.
type gcp-function : serverless-function "Google Cloud function"

/// A container of Google Cloud Run.
type gcp-cloud-run : serverless-container "Google Cloud Run service"

/// Google App Engine.
type gcp-app-engine : app-platform "Google App Engine"

/// Google Cloud SQL; the service encrypts all that it keeps.
type gcp-cloud-sql : [sql, networked, managed-service] "Google Cloud SQL" {
  implies { encrypted = true, encryption = transparent }
}

/// Google Cloud Spanner, a SQL database spread over zones or regions.
type gcp-spanner : [sql, networked, managed-service] "Google Cloud Spanner" {
  implies { encrypted = true, encryption = transparent, redundant = true }
}

/// Google BigQuery.
type gcp-bigquery : [data-warehouse, networked, managed-service] "Google BigQuery" {
  implies { encrypted = true, encryption = transparent }
}

/// Google Bigtable.
type gcp-bigtable : [key-value, networked, managed-service] "Google Bigtable" {
  implies { encrypted = true, encryption = transparent }
}

/// Google Firestore.
type gcp-firestore : [document-store, networked, managed-service] "Google Firestore" {
  implies { encrypted = true, encryption = transparent }
}

/// Google Memorystore.
type gcp-memorystore : [redis, managed-service] "Google Memorystore"

/// Google Pub/Sub.
type gcp-pubsub : [queue, networked, managed-service] "Google Pub/Sub" {
  implies { encrypted = true, encryption = transparent }
}

/// Google Eventarc.
type gcp-eventarc : [queue, networked, managed-service] "Google Eventarc"

/// Google Cloud Tasks.
type gcp-cloud-tasks : [queue, networked, managed-service] "Google Cloud Tasks"

/// Google Apigee and API Gateway.
type gcp-apigee : [gateway, managed-service] "Google Apigee"

/// A load balancer of Google Cloud.
type gcp-load-balancer : [load-balancer, managed-service] "Google Cloud load balancer"

/// Google Cloud CDN.
type gcp-cdn : [cdn, managed-service] "Google Cloud CDN"

/// Google Cloud Armor.
type gcp-cloud-armor : [waf, managed-service] "Google Cloud Armor"

/// A zone of Google Cloud DNS.
type gcp-dns : [dns-zone, managed-service] "Google Cloud DNS zone"

/// Google Workflows.
type gcp-workflows : workflow-engine "Google Workflows"

/// Google Secret Manager.
type gcp-secret-manager : [vault, networked, managed-service] "Google Secret Manager"

/// Google Cloud KMS.
type gcp-kms : key-management-service "Google Cloud KMS"

/// Google Cloud Logging.
type gcp-logging : [log-store, networked, managed-service] "Google Cloud Logging" {
  implies { encrypted = true, encryption = transparent }
}

/// The audit logs of a Google Cloud project.
type gcp-audit-log : cloud-trail "Google Cloud audit logs"

/// Google Artifact Registry.
type gcp-artifact-registry : [container-registry, managed-service] "Google Artifact Registry"

/// Google Cloud Build.
type gcp-cloud-build : [process, build-pipeline, managed-service] "Google Cloud Build"

/// Google Dataflow.
type gcp-dataflow : [process, managed-service] "Google Dataflow"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// Questions to the metadata service of a machine, in clear text over an address that never leaves it.
protocol instance-metadata : http "Instance metadata" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 80 }
}

/// A private address for a service of the provider, reached without the internet.
protocol private-endpoint : tls "Private endpoint" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, vpn = true }
}

/// A shell that the provider's agent carries, with the identity of the person; no port is open.
protocol session-manager : tls "Managed session" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// A setting above the single bucket refuses that anything in it becomes public.
technique public-access-block "Block of public access" {
  counters     = [information-disclosure, tampering]
  technologies = ["S3 Block Public Access", "public access prevention"]
  refs         = ["CWE-552"]
}

/// The metadata service answers only callers that can set a header and are no hop away, or not at all.
technique metadata-hardening "Guarded metadata service" {
  counters     = [information-disclosure, elevation-of-privilege]
  technologies = ["IMDSv2 with hop limit 1", "metadata proxy", "network rule for 169.254.169.254"]
  refs         = ["CWE-918", "T1552.005"]
}

/// A role may be taken on only in the case it was made for: this customer, this resource, this organisation.
technique delegation-condition "Conditions on delegated roles" {
  counters     = [elevation-of-privilege]
  technologies = ["external ID", "aws:SourceArn", "workload identity conditions"]
  refs         = ["CWE-441"]
}

/// Nothing can be deleted at once: a lock, a waiting time or a second person stands between.
technique deletion-protection "Protection against deletion" {
  counters     = [denial-of-service]
  technologies = ["resource locks", "soft delete", "key deletion windows"]
  refs         = ["M1053"]
}

/// The system can be set up again elsewhere, from copies that lie elsewhere, and this has been tried.
technique disaster-recovery : redundancy "Recovery elsewhere" {
  counters     = [denial-of-service]
  technologies = ["second region", "infrastructure as code"]
  refs         = ["M1053"]
}
