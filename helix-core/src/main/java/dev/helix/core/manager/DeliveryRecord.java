/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.model.Usage;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.worktree.BindingInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Utility methods that derive the record of a task from its events. Pure functions. */
final class DeliveryRecord {
    private DeliveryRecord() {}

    /** Completes a record that holds what events do not carry. */
    static Delivery of(Delivery.Builder record, RepositoryDelivery.Builder repository, List<SessionEvent> events) {
        List<Delivery.Decided> decisions = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Optional<BindingInfo> binding = Optional.empty();
        String summary = "";
        for (SessionEvent event : events) {
            EventBody body = event.body();
            if (body instanceof TaskEvents.ScopeDecided decided) {
                decisions.add(new Delivery.Decided(decided.proposal(), decided.decision()));
            } else if (body instanceof TaskEvents.SentBack sentBack) {
                gaps.add(sentBack.gap());
            } else if (body instanceof DeliveryEvents.WorktreeBound bound) {
                binding = Optional.of(bound.binding());
            } else if (body instanceof DeliveryEvents.CompletionClaimed claimed) {
                summary = claimed.summary();
            }
        }
        return record.decisions(decisions)
                .gaps(gaps)
                .repositories(List.of(repository.binding(binding).build()))
                .summary(summary)
                .agents(usage(events))
                .build();
    }

    /** Sums up what each agent cost, in the order they appeared. */
    static List<AgentUsage> usage(List<SessionEvent> events) {
        Map<AgentName, AgentUsage> byAgent = new LinkedHashMap<>();
        for (SessionEvent event : events) {
            if (event.body() instanceof CallEvents.ModelCallFinished called) {
                add(byAgent, new AgentUsage(event.agent(), 1, 0, called.usage()));
            } else if (event.body() instanceof CallEvents.ToolCallStarted) {
                add(byAgent, new AgentUsage(event.agent(), 0, 1, Usage.NONE));
            }
        }
        return List.copyOf(byAgent.values());
    }

    private static void add(Map<AgentName, AgentUsage> byAgent, AgentUsage more) {
        byAgent.merge(
                more.agent(),
                more,
                (sum, next) -> new AgentUsage(
                        sum.agent(),
                        sum.modelCalls() + next.modelCalls(),
                        sum.toolCalls() + next.toolCalls(),
                        sum.usage().plus(next.usage())));
    }
}
