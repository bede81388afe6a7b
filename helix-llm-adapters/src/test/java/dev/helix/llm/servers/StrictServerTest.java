/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.testkit.server.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that let everything pass would prove nothing: each rule is broken once here. */
class StrictServerTest {
    private static final String SIGNED = ProviderWire.signature("m", "hm");

    /** A proper request of a protocol. */
    private enum Request {
        ANTHROPIC(
                new AnthropicWire(),
                "/v1/messages",
                "{'model':'m','max_tokens':9,'stream':true,'tools':[{'name':'t','input_schema':{'type':'object'}}],"
                        + "'messages':[{'role':'user','content':[{'type':'text','text':'hi'}]},"
                        + "{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'SIGNED'},"
                        + "{'type':'tool_use','id':'a','name':'t','input':{}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'1'}]}]}"),
        REASONING_CHAT(ChatWire.reasoning(), "/v1/chat/completions", chat(",'reasoning_content':'hm'")),
        TEMPLATE_CHAT(ChatWire.template(), "/v1/chat/completions", chat("")),
        RESPONSES(
                new ResponsesWire(),
                "/v1/responses",
                "{'model':'m','stream':true,'store':false,'include':['reasoning.encrypted_content'],"
                        + "'max_output_tokens':16,'input':["
                        + "{'type':'message','role':'user','content':[{'type':'input_text','text':'hi'}]},"
                        + "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'hm'}],"
                        + "'encrypted_content':'SIGNED'},"
                        + "{'type':'function_call','id':'fc_rs_1_a','call_id':'a','name':'t','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'a','output':'1'}]}"),
        GEMINI(
                new GeminiWire(),
                "/v1beta/models/m:streamGenerateContent?alt=sse",
                "{'generationConfig':{'maxOutputTokens':9},'contents':["
                        + "{'role':'user','parts':[{'text':'hi'}]},"
                        + "{'role':'model','parts':[{'functionCall':{'name':'t','args':{}},'thoughtSignature':'OF_T'}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'name':'t','response':{'output':'1'}}}]}]}"),
        OLLAMA(
                new OllamaWire(),
                "/api/chat",
                "{'model':'m','truncate':false,'options':{'num_ctx':9,'num_predict':9},'messages':["
                        + "{'role':'user','content':'hi'},"
                        + "{'role':'assistant','content':'','tool_calls':[{'function':{'name':'t','arguments':{}}}]},"
                        + "{'role':'tool','tool_name':'t','content':'1'}]}");

        private final ProviderWire wire;
        private final String path;
        private final String body;

        Request(ProviderWire wire, String path, String body) {
            this.wire = wire;
            this.path = path;
            this.body = body.replace("SIGNED", SIGNED).replace("OF_T", ProviderWire.signature("m", "t"));
        }

        private static String chat(String reasoning) {
            return "{'model':'m','stream':true,'stream_options':{'include_usage':true},'max_tokens':9,'messages':["
                    + "{'role':'user','content':'hi'},"
                    + "{'role':'assistant','content':null" + reasoning + ",'tool_calls':[{'id':'a','type':'function',"
                    + "'function':{'name':'t','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'a','content':'1'}]}";
        }

        List<String> broken(String text) {
            Map<String, String> headers = Map.of(
                    "content-type",
                    "application/json",
                    "authorization",
                    "Bearer k",
                    "x-api-key",
                    "k",
                    "x-goog-api-key",
                    "k",
                    "anthropic-version",
                    "2023-06-01");
            return wire.broken(new FakeRequest("POST " + path + " HTTP/1.1", headers, text.replace('\'', '"')));
        }
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(Request.ANTHROPIC, SIGNED, "signed-by-another", "Invalid `signature`"),
                Arguments.of(Request.ANTHROPIC, "'stream':true", "'store':false", "body.store is not permitted"),
                Arguments.of(Request.ANTHROPIC, "'tool_use_id':'a'", "'tool_use_id':'b'", "without tool_result"),
                Arguments.of(Request.ANTHROPIC, "'input':{}", "'input':{},'index':0", "tool_use.index"),
                Arguments.of(Request.REASONING_CHAT, ",'reasoning_content':'hm'", "", "must be passed back"),
                Arguments.of(Request.REASONING_CHAT, "'id':'a'", "'id':'" + "a".repeat(41) + "'", "at most 40"),
                Arguments.of(Request.REASONING_CHAT, "'name':'t'", "'name':'t.t'", "does not match the pattern"),
                Arguments.of(Request.REASONING_CHAT, "'arguments':'{}'", "'arguments':{}", "must be a string"),
                Arguments.of(Request.REASONING_CHAT, "'content':'1'", "'content':['1']", "content of a result"),
                Arguments.of(Request.REASONING_CHAT, "'role':'tool'", "'role':'function'", "role function"),
                Arguments.of(Request.TEMPLATE_CHAT, "'content':null", "'content':null,'reasoning':1", "not permitted"),
                Arguments.of(
                        Request.TEMPLATE_CHAT,
                        "'messages':[",
                        "'messages':[{'role':'user','content':'x'},",
                        "user after user"),
                Arguments.of(Request.TEMPLATE_CHAT, "'arguments':'{}'", "'arguments':''", "cannot read arguments"),
                Arguments.of(
                        Request.TEMPLATE_CHAT, "'tool_call_id':'a'", "'tool_call_id':'b'", "did not have response"),
                Arguments.of(Request.TEMPLATE_CHAT, "'max_tokens':9", "'tools':[]", "tools is too short"),
                Arguments.of(Request.RESPONSES, SIGNED, "signed-by-another", "could not be verified"),
                Arguments.of(Request.RESPONSES, "'store':false", "'store':true", "store"),
                Arguments.of(Request.RESPONSES, "'id':'fc_rs_1_a',", "", "without its required following item"),
                Arguments.of(Request.RESPONSES, "fc_rs_1_a", "fc_rs_2_a", "without its reasoning item"),
                Arguments.of(Request.RESPONSES, "'call_id':'a','output'", "'call_id':'b','output'", "No tool output"),
                Arguments.of(Request.RESPONSES, "input_text", "output_text", "a part of type"),
                Arguments.of(Request.RESPONSES, "'arguments':'{}'", "'arguments':{}", "must be a string"),
                Arguments.of(
                        Request.GEMINI,
                        ",'thoughtSignature':'" + ProviderWire.signature("m", "t") + "'",
                        "",
                        "missing"),
                Arguments.of(Request.GEMINI, "signed-by-m", "signed-by-n", "Corrupted thought signature"),
                Arguments.of(Request.GEMINI, "'role':'model'", "'role':'assistant'", "valid role"),
                Arguments.of(Request.GEMINI, "'role':'model'", "'role':'user'", "roles alternate"),
                Arguments.of(Request.GEMINI, "'args':{}", "'args':'{}'", "args must be an object"),
                Arguments.of(Request.GEMINI, "{'output':'1'}", "'1'", "response must be an object"),
                Arguments.of(
                        Request.GEMINI, "{'functionResponse'", "{'text':'x'},{'functionCall'", "number of function"),
                Arguments.of(Request.OLLAMA, "'content':'hi'", "'content':['hi']", "cannot unmarshal into content"),
                Arguments.of(Request.OLLAMA, "'arguments':{}", "'arguments':'{}'", "into arguments"),
                Arguments.of(Request.OLLAMA, "'tool_name':'t'", "'tool_name':'u'", "results follow calls"),
                Arguments.of(
                        Request.OLLAMA, "'role':'tool','tool_name':'t'", "'role':'user'", "calls without a result"),
                Arguments.of(Request.OLLAMA, "'truncate':false", "'truncate':true", "truncate"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aRequestThatBreaksARuleIsRefused(Request request, String proper, String broken, String complaint) {
        String plain = proper.replace('"', '\'');
        assertThat(request.broken(request.body)).isEmpty();
        assertThat(request.body).contains(plain);

        assertThat(request.broken(request.body.replace(plain, broken)))
                .anySatisfy(found -> assertThat(found).contains(complaint));
    }

    @ParameterizedTest
    @EnumSource(Request.class)
    void aBodyThatIsNoJsonIsRefused(Request request) {
        assertThat(request.broken("{")).singleElement().asString().startsWith("the body is no JSON");
    }
}
