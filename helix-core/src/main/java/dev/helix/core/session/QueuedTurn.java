/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.HelixException;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.Reply;
import dev.helix.api.session.TurnCancelledException;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.agent.CancellableTask;
import java.time.Duration;

/** A turn from submission to reply. Thread-safe. */
final class QueuedTurn implements TurnHandle {
    private final UserTurn turn;
    private final ModelId model;
    private final CancellableTask work = new CancellableTask();
    private final Promise<Reply> reply = new Promise<>("the turn");

    QueuedTurn(UserTurn turn, ModelId model) {
        this.turn = turn;
        this.model = model;
    }

    UserTurn turn() {
        return turn;
    }

    ModelId model() {
        return model;
    }

    CancellableTask work() {
        return work;
    }

    void complete(Reply value) {
        reply.complete(value);
    }

    void fail(HelixException failure) {
        reply.fail(failure);
    }

    static TurnCancelledException cancelledError() {
        return new TurnCancelledException("the turn was cancelled before it ended; submit it again to go on");
    }

    @Override
    public Reply await() throws InterruptedException {
        return reply.await();
    }

    @Override
    public Reply await(Duration limit) throws InterruptedException {
        return reply.await(limit);
    }

    @Override
    public void cancel() {
        work.cancel();
    }

    @Override
    public boolean done() {
        return reply.done();
    }
}
