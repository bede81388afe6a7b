/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextRelayTest {
    private final List<String> told = new ArrayList<>();
    private final TextRelay relay = new TextRelay(told::add);

    @Test
    void piecesArriveInOrder() {
        relay.offer("one");
        relay.offer("two");
        relay.end();
        relay.run();

        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void whatAListenerMissedIsSaid() {
        String large = "x".repeat(700_000);
        relay.offer(large);
        relay.offer(large);
        relay.offer("small");
        relay.end();
        relay.run();

        assertThat(told).containsExactly(large, "\n[... 700005 characters left out ...]\n");
    }

    @Test
    void whatIsStillMissingAtTheEndIsSaid() throws Exception {
        relay.offer("late");
        relay.finish(1);
        relay.run();

        assertThat(told).containsExactly("\n[... 4 characters left out ...]\n");
    }
}
