/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.api.model.UnknownModelException;
import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorMappingTest {
    private static final RetryHint NO_HINT = new RetryHint(null, null);

    private final ErrorMapping failures = new ErrorMapping(
            Endpoint.at("anthropic", URI.create("https://llm.example/base/")), "claude-test", Secret.of("sk-secret"));

    @ParameterizedTest(name = "{0} with x-should-retry {1}: {2}")
    @CsvSource({
        "400, , RequestRejectedException",
        "401, , AuthenticationFailedException",
        "402, , RequestRejectedException",
        "403, , AuthenticationFailedException",
        "404, , UnknownModelException",
        "408, , ProviderUnavailableException",
        "409, , ProviderUnavailableException",
        "413, , RequestRejectedException",
        "422, , RequestRejectedException",
        "429, , RateLimitedException",
        "500, , ProviderUnavailableException",
        "502, , ProviderUnavailableException",
        "503, , ProviderUnavailableException",
        "529, , ProviderUnavailableException",
        "307, , RequestRejectedException",
        "429, true, RateLimitedException",
        "429, false, RequestRejectedException",
        "529, false, RequestRejectedException",
        "400, true, ProviderUnavailableException",
    })
    void statusCodesBecomeTypesAndTheProvidersWordOverrulesThem(int status, Boolean shouldRetry, String type) {
        ModelException failure =
                failures.of(new ErrorMapping.Refusal(status, "{}", new RetryHint(shouldRetry, null), null));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void theKeyIsInNoCauseAndTheRestOfTheCauseIsKept() {
        IOException inner = new IOException("Unexpected char in header x-api-key: sk-secret");
        IOException middle = new IOException("the request failed", inner);
        middle.addSuppressed(new IllegalArgumentException("value sk-secret"));
        IOException clean = new IOException("connection reset", new IOException("by peer"));

        for (ModelException failure : List.of(failures.unreachable(middle), failures.cut(middle))) {
            StringWriter shown = new StringWriter();
            failure.printStackTrace(new PrintWriter(shown));
            assertThat(shown.toString())
                    .doesNotContain("sk-secret")
                    .contains("the request failed", "header x-api-key: [hidden]", "value [hidden]");
            assertThat(failure.getCause().getStackTrace()).isEqualTo(middle.getStackTrace());
        }
        assertThat(failures.unreachable(clean)).hasCause(clean);
    }

    @Test
    void theMessageCarriesWhatTheProviderSaidAndWhere() {
        String body =
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow\\n  down sk-secret\"}}";

        ModelException failure =
                failures.of(new ErrorMapping.Refusal(429, body, new RetryHint(null, Duration.ofSeconds(3)), "req_7"));

        assertThat(failure)
                .hasMessage("'anthropic' answered 429 rate_limit_error: slow down [hidden] (request id req_7)");
        assertThat(((RateLimitedException) failure).retryAfter()).contains(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <html>Bad  gateway</html>     | <html>Bad gateway</html>
                    {"error":"flat"}              | {"error":"flat"}
                    {"message":"other"}           | {"message":"other"}
                    ``                            | no message
                    """)
    void bodiesOfOtherServersAreShownAsTheyAre(String body, String shown) {
        assertThat(failures.of(new ErrorMapping.Refusal(502, body, NO_HINT, null)))
                .hasMessage("'anthropic' answered 502: " + shown);
    }

    @Test
    void longTextsAreCut() {
        ModelException failure = failures.of(new ErrorMapping.Refusal(500, "x".repeat(100_000), NO_HINT, null));

        assertThat(failure.getMessage()).hasSizeLessThan(700).endsWith("x…");
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, ProviderUnavailableException",
        "api_error, ProviderUnavailableException",
        "timeout_error, ProviderUnavailableException",
        "rate_limit_error, RateLimitedException",
        "authentication_error, AuthenticationFailedException",
        "permission_error, AuthenticationFailedException",
        "not_found_error, UnknownModelException",
        "invalid_request_error, RequestRejectedException",
        "request_too_large, RequestRejectedException",
        "billing_error, RequestRejectedException",
        "something_new, ProviderUnavailableException",
    })
    void errorEventsBecomeTypes(String error, String type) throws IOException {
        ModelException failure = failures.ofEvent(Protocol.JSON.readTree(
                "{\"type\":\"error\",\"error\":{\"type\":\"" + error + "\",\"message\":\"said sk-secret\"}}"));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContainingAll(error, "said [hidden]").hasMessageNotContaining("sk-secret");
    }

    @Test
    void whatTheUserCanDoIsSaid() {
        assertThat(failures.of(new ErrorMapping.Refusal(401, "{}", NO_HINT, null)))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("check the credential 'anthropic'");
        assertThat(failures.of(new ErrorMapping.Refusal(404, "{}", NO_HINT, null)))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContainingAll("claude-test", "https://llm.example/base/v1/messages");
        assertThat(failures.unreachable(new ConnectException("refused")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll(
                        "https://llm.example/base/v1/messages", "ConnectException: refused", "base URL")
                .hasCauseInstanceOf(ConnectException.class);
        assertThat(failures.of(new ErrorMapping.Refusal(302, "", NO_HINT, null)))
                .hasMessageContaining("redirects are not followed");
        assertThat(failures.notTheProtocol("text/html")).hasMessageContainingAll("text/html", "check the base URL");
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void onlyPausesAreWorthAnotherTry(Limit limit) {
        HttpLimitException cause = new HttpLimitException(limit, "too much");

        assertThat(failures.cut(cause).retriable()).isEqualTo(limit == Limit.IDLE || limit == Limit.FIRST_BYTE);
        assertThat(failures.unreachable(cause)).hasMessageContaining("too much").hasCause(cause);
    }

    @Test
    void aBrokenAnswerMayBeAskedForAgain() {
        assertThat(failures.cut(new IOException("eof")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("was cut in the middle (IOException: eof)");
        assertThat(failures.cut(new MalformedResponseException("odd")))
                .hasMessageContaining("sent something unreadable");
        assertThat(new RateLimitedException("x", null).retriable()).isTrue();
        assertThat(new RequestRejectedException("x", null).retriable()).isFalse();
    }
}
