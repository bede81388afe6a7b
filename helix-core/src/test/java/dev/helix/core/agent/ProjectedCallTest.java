/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.TargetProfiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProjectedCallTest {
    private static final Origin OTHER = new Origin("other", "f", "m");

    private final ModelRequest raw = ModelRequest.builder()
            .system("be good")
            .messages(List.of(
                    UserMessage.of("look"),
                    new AssistantMessage(List.of(ToolCall.of("functions.3d:0", "3d-view", "{}")), OTHER),
                    ToolMessage.of("functions.3d:0", "3d-view", "seen", false),
                    new UserMessage(List.of(Text.of("and this?"), Image.of("image/png", "AA==")))))
            .tools(List.of(ToolSpec.of("3d-view", "views", "{}")))
            .reasoning(Reasoning.budget(2_000))
            .build();

    private static FakeProvider provider(Function<Origin, TargetProfile> profile) {
        return new FakeProvider(
                "p",
                profile,
                (self, request) ->
                        FakeProvider.calls("1", request.tools().get(0).name()).answer(self, request));
    }

    private static ModelEngine open(FakeProvider provider) {
        return provider.open(EngineTarget.of(
                new ModelId("p", "m"), CallContext.of(new SessionId("abc")), request -> Optional.empty()));
    }

    @Test
    void toolsGoOutUnderNamesTheModelTakesAndCallsComeBackUnderThoseOfTheSession() throws Exception {
        FakeProvider provider = provider(TargetProfiles::gemini);

        ModelReply reply = ProjectedCall.of(open(provider), raw).make(ModelListener.NONE);

        ModelRequest sent = provider.requests().get(0);
        String name = sent.tools().get(0).name();
        assertThat(name).isNotEqualTo("3d-view").matches("[A-Za-z_].*");
        assertThat(((AssistantMessage) sent.messages().get(1)).calls())
                .extracting(ToolCall::name)
                .containsExactly(name);
        assertThat(reply.message().calls()).extracting(ToolCall::name).containsExactly("3d-view");
        assertThat(reply.message().content()).hasSize(3);
        assertThat(sent.toolChoice()).isEqualTo(ToolChoice.auto());
        assertThat(sent.system()).isEqualTo("be good");
    }

    @Test
    void aToolThatMustBeCalledIsNamedAsTheModelKnowsIt() throws Exception {
        FakeProvider provider = provider(TargetProfiles::gemini);

        ProjectedCall.of(
                        open(provider),
                        raw.toBuilder().toolChoice(ToolChoice.named("3d-view")).build())
                .make(ModelListener.NONE);

        ModelRequest sent = provider.requests().get(0);
        assertThat(sent.toolChoice().tool()).contains(sent.tools().get(0).name());
    }

    @Test
    void positionsInTheReportCountWithoutTheInstructions() {
        ProjectedCall call = ProjectedCall.of(open(provider(TargetProfiles::deepSeekChat)), raw);

        assertThat(call.report().of(ProjectionReport.Kind.MEDIA_DROPPED))
                .extracting(ProjectionReport.Change::message)
                .containsExactly(3);
        assertThat(call.report().of(ProjectionReport.Kind.CALL_ID_CHANGED))
                .extracting(ProjectionReport.Change::message)
                .contains(1);
    }

    @Test
    void aModelThinksWhereTheConversationLetsIt() throws Exception {
        Function<Origin, TargetProfile> byBudget = origin -> TargetProfiles.anthropicMessages(origin).toBuilder()
                .with(TargetRule.REASONING_STARTS_LOOP)
                .build();
        FakeProvider provider = provider(byBudget);
        List<Message> loop = raw.messages().subList(0, 3);

        ProjectedCall.of(open(provider), raw).make(ModelListener.NONE);
        ProjectedCall.of(open(provider), raw.toBuilder().messages(loop).build()).make(ModelListener.NONE);

        assertThat(provider.requests().get(0).reasoning()).contains(Reasoning.budget(2_000));
        assertThat(provider.requests().get(1).reasoning()).contains(Reasoning.off());
    }

    @Test
    void anEngineThatProjectsOnItsOwnAccountChangesNothing() throws Exception {
        for (Function<Origin, TargetProfile> profile : List.<Function<Origin, TargetProfile>>of(
                TargetProfiles::anthropicMessages,
                TargetProfiles::openAiChat,
                TargetProfiles::mistralChat,
                TargetProfiles::deepSeekChat,
                TargetProfiles::openAiResponses,
                TargetProfiles::gemini,
                TargetProfiles::gemini3,
                TargetProfiles::ollama,
                TargetProfiles::transcript)) {
            FakeProvider provider = provider(profile);
            ProjectedCall.of(open(provider), raw).make(ModelListener.NONE);
            ModelRequest sent = provider.requests().get(0);

            var again = HistoryProjector.of(profile.apply(new Origin("p", "p-protocol", "m")))
                    .project(sent);

            assertThat(again.report()).isEqualTo(ProjectionReport.UNCHANGED);
            assertThat(again.messages().subList(1, again.messages().size())).isEqualTo(sent.messages());
            sent.tools()
                    .forEach(tool -> assertThat(again.nameForModel(tool.name())).isEqualTo(tool.name()));
        }
    }
}
