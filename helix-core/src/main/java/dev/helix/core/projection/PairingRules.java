/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The validator's rules about calls and results. */
final class PairingRules {
    private final TargetProfile profile;
    private final List<Violation> found;
    private final Set<String> seen = new HashSet<>();
    /** Calls of the last assistant message that wait for their results, in order. */
    private final List<ToolCall> due = new ArrayList<>();

    private List<ToolCall> called = List.of();

    PairingRules(TargetProfile profile, List<Violation> found) {
        this.profile = profile;
        this.found = found;
    }

    void check(List<Message> history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof ToolMessage result) {
                result(result, i);
                continue;
            }
            endOfResults(i);
            if (history.get(i) instanceof AssistantMessage assistant) {
                called = assistant.calls();
                due.addAll(called);
                calls(assistant, i);
            }
        }
        endOfResults(history.size());
    }

    private void calls(AssistantMessage message, int index) {
        for (ToolCall call : message.calls()) {
            if (profile.has(TargetRule.CALLS_AS_TEXT)) {
                found.add(new Violation("no-calls", index, call.name()));
            }
            if (!seen.add(call.id())) {
                found.add(new Violation("call-ids-unique", index, call.id()));
            }
            if (!matches(
                    call.id(),
                    profile.callIds().punctuation(),
                    profile.callIds().minLength(),
                    profile.callIds().maxLength())) {
                found.add(new Violation("call-id-form", index, call.id()));
            }
            if (!matches(
                            call.name(),
                            profile.toolNames().punctuation(),
                            profile.toolNames().minLength(),
                            profile.toolNames().maxLength())
                    || (profile.toolNames().letterFirst() && !call.name().matches("[A-Za-z_].*"))) {
                found.add(new Violation("tool-name-form", index, call.name()));
            }
        }
    }

    private static boolean matches(String name, String punctuation, int min, int max) {
        String rest = name.replaceAll("[A-Za-z0-9]", "");
        return name.length() >= min && name.length() <= max && rest.chars().allMatch(c -> punctuation.indexOf(c) >= 0);
    }

    private void result(ToolMessage result, int index) {
        for (int i = 0; i < due.size(); i++) {
            ToolCall call = due.get(i);
            if (call.id().equals(result.callId())) {
                due.remove(i);
                answer(call, result, index);
                return;
            }
        }
        found.add(new Violation("result-without-call", index, result.callId()));
    }

    private void answer(ToolCall call, ToolMessage result, int index) {
        if (!call.name().equals(result.toolName())) {
            found.add(new Violation("result-tool-name", index, result.toolName() + " instead of " + call.name()));
        }
        if (profile.has(TargetRule.RESULTS_BY_POSITION)
                && due.stream().anyMatch(other -> wasCalledBefore(other, call))) {
            found.add(new Violation("results-in-call-order", index, result.callId()));
        }
    }

    private boolean wasCalledBefore(ToolCall other, ToolCall call) {
        return other.name().equals(call.name()) && called.indexOf(other) < called.indexOf(call);
    }

    private void endOfResults(int index) {
        due.forEach(call -> found.add(new Violation("call-without-result", index - 1, call.id())));
        due.clear();
    }
}
