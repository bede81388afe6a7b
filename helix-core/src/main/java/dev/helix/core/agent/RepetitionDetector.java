/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import java.util.List;
import java.util.stream.Stream;

/** A detector of models that ask for the same thing again and again and get the same answer. Confined to one turn. */
final class RepetitionDetector {
    private final int allowed;
    private List<String> last = List.of();
    private int times;

    RepetitionDetector(int allowed) {
        this.allowed = allowed;
    }

    boolean exceeded(List<ToolCall> calls, List<ToolMessage> answers) {
        List<String> now = Stream.concat(
                        calls.stream().map(call -> call.name() + " " + call.arguments()),
                        answers.stream().map(ToolMessage::text))
                .toList();
        times = now.equals(last) ? times + 1 : 1;
        last = now;
        return times >= allowed;
    }
}
