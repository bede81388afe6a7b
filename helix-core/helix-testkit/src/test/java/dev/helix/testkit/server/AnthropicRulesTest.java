/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicRulesTest {
    private static final String CALL = "{'type':'tool_use','id':'a','name':'t','input':{}}";
    private static final String RESULT = "{'type':'tool_result','tool_use_id':'a','content':'1'}";

    static Stream<Arguments> breaches() {
        String u = user("{'type':'text','text':'hi'}");
        return Stream.of(
                Arguments.of("without tool_result", u + "," + assistant(CALL) + "," + u),
                Arguments.of("without tool_result", u + "," + assistant(CALL)),
                Arguments.of("unexpected tool_use_id", u + "," + assistant("") + "," + user(RESULT)),
                Arguments.of("unexpected tool_use_id", user(RESULT)),
                Arguments.of(
                        "more than one tool_result", u + "," + assistant(CALL) + "," + user(RESULT + "," + RESULT)),
                Arguments.of(
                        "ids must be unique",
                        u + "," + assistant(CALL) + "," + user(RESULT) + "," + assistant(CALL) + "," + user(RESULT)),
                Arguments.of(
                        "text after tool_use",
                        u + "," + assistant(CALL + ",{'type':'text','text':'x'}") + "," + user(RESULT)),
                Arguments.of(
                        "after other content",
                        u + "," + assistant(CALL) + "," + user("{'type':'text','text':'x'}," + RESULT)),
                Arguments.of("must be non-empty", user("{'type':'text','text':''},{'type':'text','text':'x'}")),
                Arguments.of("non-whitespace", user("{'type':'text','text':' '}")),
                Arguments.of("must not be empty", user("")),
                Arguments.of("must not be empty", "{'role':'user','content':''}"),
                Arguments.of("must end with a user message", u + "," + assistant("{'type':'text','text':'x'}")),
                Arguments.of("should match", u + "," + assistant(CALL.replace("'a'", "'a:0'")) + "," + user(RESULT)),
                Arguments.of("tool_use.name", u + "," + assistant(CALL.replace("'t'", "'t t'")) + "," + user(RESULT)),
                Arguments.of("must be an object", u + "," + assistant(CALL.replace("{}", "'{}'")) + "," + user(RESULT)),
                Arguments.of("without signature", u + "," + assistant("{'type':'thinking','thinking':'x'}") + "," + u),
                Arguments.of(
                        "must not be thinking",
                        u + "," + assistant("{'type':'thinking','thinking':'x','signature':'s'}") + "," + u),
                Arguments.of(
                        "cannot be empty if is_error",
                        u + "," + assistant(CALL) + ","
                                + user("{'type':'tool_result','tool_use_id':'a','content':'','is_error':true}")),
                Arguments.of(
                        "cannot be set on thinking",
                        u + ","
                                + assistant("{'type':'thinking','thinking':'x','signature':'s','cache_control':{}},"
                                        + "{'type':'text','text':'x'}")
                                + "," + u),
                Arguments.of(
                        "at most 4 blocks, found 5",
                        user("{'type':'text','text':'x','cache_control':{'type':'ephemeral'}},"
                                .repeat(5)
                                .replaceAll(",$", ""))),
                Arguments.of("role", u + ",{'role':'tool','content':'x'}"),
                Arguments.of("at least one message", ""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("breaches")
    void eachBreachIsFound(String rule, String messages) {
        assertThat(AnthropicRules.broken(body(messages, "[{'name':'t','input_schema':{'type':'object'}}]")))
                .anySatisfy(broken -> assertThat(broken).contains(rule));
    }

    @Test
    void callsNeedToolsAndToolsNeedPlainSchemas() {
        String round = user("{'type':'text','text':'x'}") + "," + assistant(CALL) + "," + user(RESULT);

        assertThat(AnthropicRules.broken(body(round, "[]")))
                .singleElement()
                .asString()
                .startsWith("tools: required");
        assertThat(AnthropicRules.broken(body(round, "[{'name':'t','input_schema':{'anyOf':[]}}]")))
                .singleElement()
                .asString()
                .startsWith("tools.t.input_schema");
    }

    @Test
    void aProperRoundIsFine() {
        String round = user("{'type':'text','text':'x'}") + "," + assistant(CALL) + ","
                + user(RESULT + ",{'type':'text','text':'x'}");

        assertThat(AnthropicRules.broken(body(round, "[{'name':'t','input_schema':{'type':'object'}}]")))
                .isEmpty();
    }

    private static String user(String blocks) {
        return "{'role':'user','content':[" + blocks + "]}";
    }

    private static String assistant(String blocks) {
        return "{'role':'assistant','content':[" + blocks + "]}";
    }

    @Test
    void bodyThatIsNoJsonBreaksARule() {
        assertThat(AnthropicRules.broken("{")).singleElement().asString().startsWith("the body is no JSON");
    }

    private static String body(String messages, String tools) {
        return ("{'max_tokens':1,'tools':" + tools + ",'messages':[" + messages + "]}").replace('\'', '"');
    }
}
