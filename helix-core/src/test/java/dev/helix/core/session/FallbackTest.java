/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.FakeProvider.calls;
import static dev.helix.core.agent.FakeProvider.fails;
import static dev.helix.core.agent.FakeProvider.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.QuotaExhaustedException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.api.session.SessionEvents.ModelSwitched.Reason;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.agent.FakeProvider;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.projection.TargetProfiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With two attempts per call. */
class FallbackTest {
    private static final ModelException BUSY = new ProviderUnavailableException("busy", null, null);

    @TempDir
    private Path directory;

    private final List<Helix> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    private static FakeProvider first(FakeProvider.Step... steps) {
        return new FakeProvider("first", TargetProfiles::anthropicMessages, steps);
    }

    private static FakeProvider second(FakeProvider.Step... steps) {
        return new FakeProvider("second", TargetProfiles::mistralChat, steps);
    }

    private static FakeProvider third(FakeProvider.Step... steps) {
        return new FakeProvider("third", TargetProfiles::gemini, steps);
    }

    private Session session(ModelRouting routing, FakeProvider... engines) {
        Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .engines(engines)
                .defaultModel("first:m")
                .routing(routing)
                .retries(RetryPolicy.builder()
                        .attempts(2)
                        .initialDelay(Duration.ZERO)
                        .build())
                .journals(new InMemoryJournals())
                .build();
        open.add(helix);
        return helix.sessions().create(SessionSpec.in(directory).build());
    }

    private static ModelRouting fallbacks(String... models) {
        return ModelRouting.builder().fallbacks(models).build();
    }

    private static List<String> switches(Session session) {
        return session.events(1).stream()
                .map(SessionEvent::body)
                .filter(ModelSwitched.class::isInstance)
                .map(ModelSwitched.class::cast)
                .map(event -> event.from() + " " + event.to() + " " + event.reason())
                .toList();
    }

    static Stream<ModelException> outages() {
        return Stream.of(BUSY, new RateLimitedException("slow down", null), new QuotaExhaustedException("no money"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void theNextModelAnswersWhenTheAttemptsOfOneAreSpentOnAnOutage(ModelException outage) throws Exception {
        FakeProvider first = first(fails(outage));
        FakeProvider second = second(says("instead"));
        Session session = session(fallbacks("second:m"), first, second);

        Reply reply = session.send(UserTurn.text("a"));

        assertThat(reply.text()).isEqualTo("instead");
        assertThat(reply.model()).isEqualTo(ModelId.parse("second:m"));
        assertThat(first.requests()).hasSize(outage.retriable() ? 2 : 1);
        assertThat(switches(session)).containsExactly("first:m second:m " + Reason.FALLBACK);
        assertThat(session.events(1))
                .extracting(SessionEvent::body)
                .filteredOn(CallEvents.ModelCallFailed.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((CallEvents.ModelCallFailed) event).code()).isEqualTo(outage.code()));
        assertThat(session.model()).as("the session keeps its model").isEqualTo(ModelId.parse("first:m"));
    }

    static Stream<ModelException> refusals() {
        return Stream.of(
                new AuthenticationFailedException("wrong key"),
                new RequestRejectedException("no such field", null),
                new ContextExceededException("too long"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nobodyStandsInForAModelThatRefuses(ModelException refusal) {
        FakeProvider second = second(says("instead"));
        Session session = session(fallbacks("second:m"), first(fails(refusal)), second);

        assertThatThrownBy(() -> session.send(UserTurn.text("a"))).isSameAs(refusal);

        assertThat(second.requests()).isEmpty();
        assertThat(switches(session)).isEmpty();
    }

    @Test
    void theStandInAnswersUntilTheTurnEndsAndTheModelIsAskedAgainInTheNext() throws Exception {
        FakeProvider first = first(fails(BUSY), fails(BUSY), says("back"));
        FakeProvider second = second(calls("id.of/any-length", "list"), says("instead"));
        Session session = session(fallbacks("second:m"), first, second);

        session.send(UserTurn.text("a"));
        Reply reply = session.send(UserTurn.text("b"));

        assertThat(second.requests()).hasSize(2);
        assertThat(first.requests()).hasSize(3);
        assertThat(reply.model()).isEqualTo(ModelId.parse("first:m"));
        assertThat(switches(session))
                .containsExactly("first:m second:m " + Reason.FALLBACK, "second:m first:m " + Reason.RETURNED);
    }

    @Test
    void aModelThatGoesOutOfOrderInTheMiddleOfATurnIsReplacedForTheRestOfIt() throws Exception {
        FakeProvider first = first(calls("functions.list:0", "list"), fails(BUSY));
        FakeProvider second = second(says("the rest"));
        Session session = session(fallbacks("second:m"), first, second);

        assertThat(session.send(UserTurn.text("a")).text()).isEqualTo("the rest");

        assertThat(second.requests().get(0).messages()).hasSize(3);
    }

    @Test
    void whenEverybodyIsOutOfOrderTheFirstOutageIsTheErrorAndTheOthersAreInIt() {
        ModelException full = new RateLimitedException("full", null);
        ModelException noKey = new MissingCredentialException("no key for third");
        Session session =
                session(fallbacks("second:m", "third:m"), first(fails(BUSY)), second(fails(full)), third(fails(noKey)));

        assertThatThrownBy(() -> session.send(UserTurn.text("a")))
                .isInstanceOf(ProviderUnavailableException.class)
                .satisfies(error -> assertThat(error.getSuppressed()).contains(full, noKey));
    }

    @Test
    void aStandInThatCannotBeOpenedIsPassedOver() throws Exception {
        FakeProvider second = second(says("never")).key(false);
        Session session = session(fallbacks("second:m", "third:m"), first(fails(BUSY)), second, third(says("here")));

        assertThat(session.send(UserTurn.text("a")).text()).isEqualTo("here");
    }

    @Test
    void aModelReadsTheResultsOfTheToolThatIsRoutedToIt() throws Exception {
        FakeProvider first = first(calls("1", "list"), calls("2", "glob"), says("done"));
        FakeProvider second = second(calls("3", "grep"));
        ModelRouting routing =
                ModelRouting.builder().afterTool("list", "second:small").build();
        Session session = session(routing, first, second);

        Reply reply = session.send(UserTurn.text("a"));

        assertThat(second.asked()).containsExactly("small");
        assertThat(first.asked()).hasSize(3);
        assertThat(reply.model()).isEqualTo(ModelId.parse("first:m"));
        assertThat(switches(session))
                .containsExactly("first:m second:small " + Reason.ROUTED, "second:small first:m " + Reason.RETURNED);
        assertThat(session.model()).isEqualTo(ModelId.parse("first:m"));
    }

    @Test
    void aRoutingOfTheSessionTakesThePlaceOfThatOfTheInstance() throws Exception {
        Session any = session(fallbacks("second:m"), first(fails(BUSY)), second(says("b")), third(says("c")));
        Session own = open.get(0)
                .sessions()
                .create(SessionSpec.in(directory).routing(fallbacks("third:m")).build());

        assertThat(any.send(UserTurn.text("x")).text()).isEqualTo("b");
        assertThat(own.send(UserTurn.text("x")).text()).isEqualTo("c");
    }

    @Test
    void aRoutingToAModelThatIsNotToBeHadIsRefusedAtOnce() {
        assertThatThrownBy(() -> session(fallbacks("nobody:m"), first(says("x"))))
                .isInstanceOf(dev.helix.api.model.UnknownProviderException.class);
    }
}
