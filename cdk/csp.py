"""What a browser may load and reach on the dashboard's behalf. Pure, so that every server of the page can say the same."""

# https://developers.google.com/identity/gsi/web/guides/get-google-api-clientid#content_security_policy
GOOGLE_SIGN_IN = "https://accounts.google.com/gsi/"


def content_security_policy(*, socket_host: str, bucket_url: str, has_sign_in: bool) -> str:
    """Everything is refused but our own files, the WebSocket, presigned links, and Google's sign-in where it is used."""

    def google(path: str) -> str:
        return f" {GOOGLE_SIGN_IN}{path}" if has_sign_in else ""

    directives = {
        "default-src": "'none'",
        "script-src": "'self'" + google("client"),
        "style-src": "'self'" + google("style"),
        # The favicon that shows a scan's progress is drawn by the page.
        "img-src": "'self' data:",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "connect-src": f"'self' {socket_host} {bucket_url}" + google(""),
        "frame-src": GOOGLE_SIGN_IN if has_sign_in else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
