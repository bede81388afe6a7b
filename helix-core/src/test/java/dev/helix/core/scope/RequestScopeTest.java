/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.UnclearScopeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestScopeTest {
    private static final String UNCLEAR = "Fix the cart. Keep to src/cart/ if you can.";

    @TempDir
    Path temporary;

    private Path root;
    private final List<ScopeDraft> asked = new ArrayList<>();

    @BeforeEach
    void layOut() throws IOException {
        root = temporary.toRealPath();
        for (String file : List.of("src/cart/Cart.java", "src/gen/Api.java", "docs/guide.md")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "x");
        }
    }

    @Test
    void anUnclearRequestWithoutAnAnswerIsRefusedWithItsSentencesAndTheWayOut() {
        assertThatThrownBy(() -> settle(TaskRequest.of(UNCLEAR), ScopeConfirmation.none()))
                .isInstanceOfSatisfying(
                        UnclearScopeException.class,
                        refused -> assertThat(refused.draft().unclear()).hasSize(1))
                .hasMessageContaining("'Keep to src/cart/ if you can.' (line 1")
                .hasMessageContaining("Only: ")
                .hasMessageContaining("TaskRequest.Builder.scope");
    }

    @Test
    void theHostsAnswerIsTheScope() {
        ScopeBaseline baseline = settle(TaskRequest.of(UNCLEAR), ScopeConfirmation.of(PathRules.only("src/cart/")));

        assertThat(baseline.paths()).isEqualTo(PathRules.only("src/cart/"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aClearRequestAsksNobody() {
        assertThat(settle(TaskRequest.of("Fix src/cart/Cart.java. Only touch src/cart/."))
                        .paths())
                .isEqualTo(PathRules.only("src/cart/"));
        assertThat(asked).isEmpty();
    }

    @Test
    void aHostThatThrowsGivesNoAnswer() {
        assertThatThrownBy(() -> settle(TaskRequest.of(UNCLEAR), (RequestScope.Host) draft -> {
                    throw new IllegalStateException("the window was closed");
                }))
                .isInstanceOf(UnclearScopeException.class);
    }

    @Test
    void anInterruptedHostGivesNoAnswerAndTheThreadStaysInterrupted() {
        assertThatThrownBy(() -> settle(TaskRequest.of(UNCLEAR), (RequestScope.Host) draft -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(UnclearScopeException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatTheHostStatesSettlesWhatTheWordsLeaveOpen() {
        ScopeBaseline baseline = settle(TaskRequest.of(UNCLEAR).scope(PathRules.only("src/cart/")));

        assertThat(baseline.paths()).isEqualTo(PathRules.only("src/cart/"));
        assertThat(baseline.rulesInWords()).containsExactly("Keep to src/cart/ if you can.");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Only touch src/., src/cart/, src/cart/",
        "Only touch src/cart/., src/, src/cart/",
        "Only touch src/cart/Cart.java., src/**, src/cart/Cart.java",
        "Fix it., src/, src/",
    })
    void wordsAndHostHoldBoth(String text, String host, String allowed) {
        ScopeBaseline baseline = settle(TaskRequest.of(text).scope(PathRules.only(host)));

        assertThat(baseline.paths().allow()).containsExactly(allowed);
    }

    @Test
    void wordsAndHostThatHaveNoPathInCommonAreRefused() {
        assertThatThrownBy(() -> settle(TaskRequest.of("Only touch src/.").scope(PathRules.only("docs/"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no path in common");
    }

    @Test
    void absolutePathsOfTheCheckoutAreItsPaths() {
        assertThat(settle(TaskRequest.of("Only touch " + root + "/src/cart/ and " + root + "/docs/guide.md."))
                        .paths())
                .isEqualTo(PathRules.only("src/cart/", "docs/guide.md"));
    }

    @Test
    void theRequestIsKeptWordForWordWithItsHash() {
        ScopeBaseline baseline = settle(TaskRequest.of("  Fix\u00a0it. ").verifyWith("make"));

        assertThat(baseline.request()).isEqualTo("  Fix\u00a0it. ");
        assertThat(baseline.hash())
                .hasSize(64)
                .isEqualTo(settle(TaskRequest.of("  Fix\u00a0it. ")).hash());
        assertThat(baseline.verification()).containsExactly(List.of("make"));
    }

    private ScopeBaseline settle(TaskRequest.Builder request) {
        return settle(request, ScopeConfirmation.none());
    }

    private ScopeBaseline settle(TaskRequest.Builder request, ScopeConfirmation answer) {
        return settle(request, draft -> {
            asked.add(draft);
            return answer;
        });
    }

    private ScopeBaseline settle(TaskRequest.Builder builder, RequestScope.Host host) {
        TaskRequest request = builder.in(root).build();
        return RequestScope.settle(request.text(), request.repositories().get(0), root, host);
    }
}
