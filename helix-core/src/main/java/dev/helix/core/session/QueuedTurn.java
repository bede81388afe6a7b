/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.TurnId;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.Reply;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.agent.CancellableTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A turn from submission to reply. Thread-safe. */
final class QueuedTurn implements TurnHandle {
    private final TurnId id;
    private final UserTurn turn;
    private final Optional<ModelId> model;
    private final Consumer<QueuedTurn> onCancel;
    private final CancellableTask work = new CancellableTask();
    private final Promise<Reply> reply = new Promise<>("the turn");

    QueuedTurn(TurnId id, UserTurn turn, Optional<ModelId> model, Consumer<QueuedTurn> onCancel) {
        this.id = id;
        this.turn = turn;
        this.model = model;
        this.onCancel = onCancel;
    }

    /** {@return a turn of an earlier process, which ended there} */
    static QueuedTurn of(EarlierTurn earlier) {
        QueuedTurn ended = new QueuedTurn(earlier.id(), earlier.turn(), Optional.empty(), turn -> {});
        earlier.reply().ifPresentOrElse(ended.reply::complete, () -> ended.reply.fail(earlier.failure()));
        return ended;
    }

    UserTurn turn() {
        return turn;
    }

    /** {@return the model it names} */
    Optional<ModelId> model() {
        return model;
    }

    CancellableTask work() {
        return work;
    }

    Promise<Reply> reply() {
        return reply;
    }

    @Override
    public TurnId id() {
        return id;
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
        onCancel.accept(this);
    }

    @Override
    public boolean isDone() {
        return reply.isDone();
    }

    @Override
    public CompletionStage<Reply> completion() {
        return reply.stage();
    }
}
