"""The WebSocket API: its stage, its access log, and one route for every action of the protocol."""

import json
from typing import Any

from aws_cdk import Aws, RemovalPolicy
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_iam import IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal
from constructs import Construct

from cdk.review import accept, allow

STAGE = "v1"
DISPATCHED_ACTIONS = (
    "start_scan",
    "request_upload",
    "inspect_codes",
    "browse_folder",
    "estimate_scan",
    "resume_scan",
    "get_results",
    "cancel_scan",
    "delete_scan",
    "retry_failed",
    "refresh_token",
    "list_scans",
    "get_scan",
    "get_report",
)
# A dashboard sends about one message a second, a client that reconnects a dozen; ten times what a hundred people do at once.
# The account's quota of 10,000 a second is shared with every other API in the Region, and with our own posts.
RATE_PER_S, BURST = 500, 1000
# What happened to a message, without what was in it: no query string, no body, no header.
ACCESS_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "at": "$context.requestTime",
    "connectionId": "$context.connectionId",
    "event": "$context.eventType",
    "route": "$context.routeKey",
    "status": "$context.status",
    "integrationError": "$context.integrationErrorMessage",
    "sourceIp": "$context.identity.sourceIp",
}


class Gateway(Construct):
    """Made before the functions, which must know its address; the routes to them are added after."""

    def __init__(self, scope: Construct, *, base_url: str | None, authorizer_arn: str = "") -> None:
        """`base_url` stands before `/{api}/{stage}` where API Gateway's own address is not the way in.

        `authorizer_arn`: the Lambda that says who may connect; "": everybody.
        """
        super().__init__(scope, "Gateway")
        self._base_url = base_url
        self.api = apigatewayv2.CfnApi(
            self,
            "WebSocketApi",
            name="holescan",
            protocol_type="WEBSOCKET",
            route_selection_expression="$request.body.action",
        )
        self.stage = self._make_stage()
        self._authorizer = self._ask_first(authorizer_arn) if authorizer_arn else None

    @property
    def url(self) -> str:
        """Where browsers connect."""
        return f"wss://{self._host}/{STAGE}"

    @property
    def host(self) -> str:
        """The WebSocket's host, for the dashboard's Content-Security-Policy."""
        return f"wss://{self._host}"

    @property
    def callback_url(self) -> str:
        """Where Lambdas post to connections."""
        return f"{self._base_url}/{self.api.ref}/{STAGE}" if self._base_url else f"https://{self._host}/{STAGE}"

    @property
    def _host(self) -> str:
        return f"{self.api.ref}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"

    @property
    def _arn(self) -> str:
        return f"arn:{Aws.PARTITION}:execute-api:{Aws.REGION}:{Aws.ACCOUNT_ID}:{self.api.ref}/{STAGE}"

    def open_to_poster(self, role: IRole) -> None:
        """Grant posting to this stage's connections; neither closing them nor asking about them."""
        because = "Connection ids are made at run time; method and stage are fixed."
        allow(role, ["execute-api:ManageConnections"], [f"{self._arn}/POST/@connections/*"], wildcard_because=because)

    def route(self, function: lambda_.Function, *route_keys: str) -> None:
        """Send what arrives on these routes to the function."""
        name = function.node.id
        integration = apigatewayv2.CfnIntegration(
            self,
            f"To{name}",
            api_id=self.api.ref,
            integration_type="AWS_PROXY",
            integration_uri=_invocation_of(function.function_arn),
        )
        for route_key in route_keys:
            self._add_route(route_key, integration)
        function.add_permission(
            "InvokedByGateway", principal=ServicePrincipal("apigateway.amazonaws.com"), source_arn=f"{self._arn}/*"
        )

    def _add_route(self, route_key: str, integration: apigatewayv2.CfnIntegration) -> None:
        route = apigatewayv2.CfnRoute(
            self,
            f"Route-{route_key.removeprefix('$')}",
            api_id=self.api.ref,
            route_key=route_key,
            target=f"integrations/{integration.ref}",
            **self._authorization(route_key),
        )
        accept(route, "APIG4", self._why_open)

    def _authorization(self, route_key: str) -> dict[str, Any]:
        if self._authorizer and route_key == "$connect":
            return {"authorization_type": "CUSTOM", "authorizer_id": self._authorizer.ref}
        return {"authorization_type": "NONE"}

    @property
    def _why_open(self) -> str:
        if self._authorizer:
            return (
                "API Gateway authorizes a WebSocket once, at $connect; the other routes are of connections it let in."
            )
        return "Without an authorizer a caller reaches only what its own Google token opens, and scans of its own client secret."

    def _ask_first(self, authorizer_arn: str) -> apigatewayv2.CfnAuthorizer:
        """Browsers cannot set `Authorization` on a WebSocket, but every client of ours offers subprotocols.

        Who offers none is refused without the Lambda; the Lambda sees all headers of the others.
        """
        authorizer = apigatewayv2.CfnAuthorizer(
            self,
            "Authorizer",
            api_id=self.api.ref,
            name="connect",
            authorizer_type="REQUEST",
            authorizer_uri=_invocation_of(authorizer_arn),
            identity_source=["route.request.header.Sec-WebSocket-Protocol"],
        )
        lambda_.CfnPermission(
            self,
            "AuthorizerInvokedByGateway",
            action="lambda:InvokeFunction",
            function_name=authorizer_arn,
            principal="apigateway.amazonaws.com",
            source_arn=f"arn:{Aws.PARTITION}:execute-api:{Aws.REGION}:{Aws.ACCOUNT_ID}:{self.api.ref}/authorizers/{authorizer.ref}",
        )
        return authorizer

    def _make_stage(self) -> apigatewayv2.CfnStage:
        log = logs.LogGroup(
            self, "AccessLog", retention=logs.RetentionDays.ONE_MONTH, removal_policy=RemovalPolicy.DESTROY
        )
        stage = apigatewayv2.CfnStage(
            self,
            "Stage",
            api_id=self.api.ref,
            stage_name=STAGE,
            auto_deploy=True,
            access_log_settings=apigatewayv2.CfnStage.AccessLogSettingsProperty(
                destination_arn=log.log_group_arn, format=json.dumps(ACCESS_LOG_FIELDS)
            ),
            default_route_settings=apigatewayv2.CfnStage.RouteSettingsProperty(
                throttling_rate_limit=RATE_PER_S,
                throttling_burst_limit=BURST,
                data_trace_enabled=False,  # it would log whole messages, tokens included
                logging_level="OFF",
            ),
        )
        stage.node.add_dependency(self._let_api_gateway_log())
        return stage

    def _let_api_gateway_log(self) -> apigateway.CfnAccount:
        """A WebSocket stage writes its access log by a role of the whole account and Region.

        https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
        Role and setting outlive the stack: another API may have come to lean on them.
        """
        role = Role(
            self,
            "LogWriter",
            assumed_by=ServicePrincipal("apigateway.amazonaws.com"),
            inline_policies={"WriteLogs": PolicyDocument(statements=[_any_log()])},
        )
        accept(
            role,
            "IAM5[Resource::*]",
            "API Gateway checks this one role for the log groups of every API in the account.",
        )
        account = apigateway.CfnAccount(self, "AccountLogging", cloud_watch_role_arn=role.role_arn)
        for lasting in (role, account):
            lasting.apply_removal_policy(RemovalPolicy.RETAIN)
        return account


def _invocation_of(function_arn: str) -> str:
    """How API Gateway writes that it is to call a Lambda."""
    return f"arn:{Aws.PARTITION}:apigateway:{Aws.REGION}:lambda:path/2015-03-31/functions/{function_arn}/invocations"


def _any_log() -> PolicyStatement:
    """The actions of AWS's managed policy AmazonAPIGatewayPushToCloudWatchLogs, which API Gateway asks for."""
    verbs = (
        "CreateLogGroup",
        "CreateLogStream",
        "DescribeLogGroups",
        "DescribeLogStreams",
        "FilterLogEvents",
        "GetLogEvents",
        "PutLogEvents",
    )
    return PolicyStatement(actions=[f"logs:{verb}" for verb in verbs], resources=["*"])
