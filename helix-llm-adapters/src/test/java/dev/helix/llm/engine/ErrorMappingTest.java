/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.QuotaExhaustedException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.api.model.UnknownModelException;
import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import dev.helix.llm.wire.JsonValue;
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
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMappingTest {
    private static final RetryHint NO_HINT = new RetryHint(null, null);

    private final ErrorMapping failures = new ErrorMapping(
            new ErrorMapping.Subject(
                    "anthropic",
                    "anthropic",
                    "claude-test",
                    Endpoint.at("anthropic", URI.create("https://llm.example/base/"), "https://x")
                            .resource("/v1/messages")),
            new PlainShape(),
            new Redactor(Secret.of("sk-secret")));

    /** A provider that says nothing beyond the common words. */
    private static final class PlainShape implements ErrorShape {
        @Override
        public boolean isError(JsonValue event) {
            return event.has("error");
        }

        @Override
        public ErrorKind kind(int status, ErrorReport report) {
            return report.kind();
        }
    }

    @ParameterizedTest(name = "{0} with x-should-retry {1}: {2}")
    @CsvSource({
        "400, , RequestRejectedException",
        "401, , AuthenticationFailedException",
        "402, , QuotaExhaustedException",
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
                    {"error":"flat"}              | flat
                    {"message":"other"}           | other
                    {"detail":"fast"}             | fast
                    [{"error":{"message":"one"}}] | one
                    {"hello":"x"}                 | {"hello":"x"}
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
        "0, ProviderUnavailableException",
        "429, RateLimitedException",
        "401, AuthenticationFailedException",
        "402, QuotaExhaustedException",
        "502, ProviderUnavailableException",
    })
    void aStatusCodeWithinAnErrorEventCounts(int code, String type) throws IOException {
        ModelException failure = failures.ofEvent(
                WireJson.JSON.readTree("{\"error\":{\"code\":" + code + ",\"message\":\"said sk-secret\"}}"));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining("said [hidden]").hasMessageNotContaining("sk-secret");
    }

    /** What each provider writes when a prompt does not fit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt is too long: 213462 tokens > 200000 maximum",
                "Your input exceeds the context window of this model. Please adjust your input and try again.",
                "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.",
                "The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).",
                "Please reduce the length of the messages or completion.",
                "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
                "the request exceeds the available context size, try increasing it",
                "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
                "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens",
                "input length exceeds the context length",
                "Input is too long for requested model.",
                "Invalid request: Your request exceeded model token limit: 262144",
            })
    void everyWayToSayThatAPromptIsTooLongIsOneType(String message) {
        String body =
                "{\"error\":{\"message\":" + WireJson.JSON.getNodeFactory().textNode(message) + "}}";

        assertThat(failures.of(new ErrorMapping.Refusal(400, body, NO_HINT, null)))
                .isInstanceOf(ContextExceededException.class)
                .hasMessageContaining("shorten the conversation");
        assertThat(failures.of(new ErrorMapping.Refusal(500, body, NO_HINT, null)))
                .isInstanceOf(ContextExceededException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\",\"message\":\"x\"}}",
                "{\"error\":{\"message\":\"You exceeded your current quota, please check your plan\"}}",
                "{\"error\":{\"message\":\"Insufficient Balance\"}}",
                "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit balance is too low\"}}",
            })
    void anEmptyAccountIsNoRateLimit(String body) {
        for (int status : new int[] {400, 402, 429}) {
            assertThat(failures.of(new ErrorMapping.Refusal(status, body, new RetryHint(true, null), null)))
                    .isInstanceOf(QuotaExhaustedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed to authenticate with proxy", "Tunnel failed, got: 407"})
    void aProxyThatWantsAPasswordIsNamed(String message) {
        assertThat(failures.unreachable(new IOException(message)))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("the proxy on the way to 'anthropic' wants a password");
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
        assertThat(failures.notTheProtocol("text/html", "anthropic-messages"))
                .hasMessageContainingAll("text/html", "check the base URL");
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
