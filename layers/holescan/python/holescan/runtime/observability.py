"""Structured logs and metrics of the Lambdas. No event, no query string, no token and no file text is ever logged."""

from aws_lambda_powertools import Logger, Metrics

logger = Logger()
metrics = Metrics()
