"""DynamoDB, S3, SQS, KMS and API Gateway behind the ports."""
