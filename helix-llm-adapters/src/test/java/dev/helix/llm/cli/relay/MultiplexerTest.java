/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MultiplexerTest {
    private final BytePipe toRight = new BytePipe();
    private final BytePipe toLeft = new BytePipe();
    private final List<Channel> opened = new ArrayList<>();
    private final Multiplexer left = new Multiplexer(into(toRight), Channel::close);
    private final Multiplexer right = new Multiplexer(into(toLeft), opened::add);

    private static OutputStream into(BytePipe pipe) {
        return new OutputStream() {
            @Override
            public void write(int value) {
                pipe.add(new byte[] {(byte) value});
            }

            @Override
            public void write(byte[] source, int offset, int length) {
                pipe.add(Arrays.copyOfRange(source, offset, offset + length));
            }
        };
    }

    private static InputStream from(BytePipe pipe) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return pipe.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return pipe.read(target, offset, length);
            }
        };
    }

    private void connect() {
        start(() -> left.readAll(from(toLeft)));
        start(() -> right.readAll(from(toRight)));
    }

    private static CompletableFuture<Void> start(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void channelsCarryTheirOwnBytesWhole() throws Exception {
        byte[] one = new byte[3_000_000];
        byte[] two = new byte[2_000_000];
        new Random(1).nextBytes(one);
        new Random(2).nextBytes(two);
        Channel first = right.agreed(1);
        Channel second = right.agreed(2);
        Channel sendsFirst = left.agreed(1);
        Channel sendsSecond = left.agreed(2);
        connect();

        start(() -> send(sendsFirst, one));
        start(() -> send(sendsSecond, two));

        assertThat(second.input().readAllBytes()).isEqualTo(two);
        assertThat(first.input().readAllBytes()).isEqualTo(one);
    }

    private static void send(Channel channel, byte[] bytes) throws IOException {
        try (OutputStream output = channel.output()) {
            output.write(bytes);
        }
    }

    @Test
    void aReaderThatIsSlowStopsItsOwnChannelAlone() throws Exception {
        right.agreed(1);
        Channel other = right.agreed(2);
        Channel stuck = left.agreed(1);
        Channel quick = left.agreed(2);
        connect();

        CompletableFuture<Void> never = start(() -> send(stuck, new byte[10 * Channel.WINDOW_BYTES]));
        start(() -> send(quick, new byte[10 * Channel.WINDOW_BYTES]));

        assertThat(other.input().readAllBytes()).hasSize(10 * Channel.WINDOW_BYTES);
        assertThat(never).isNotDone();
        assertThat(toRight.held()).isLessThan(2L * Channel.WINDOW_BYTES);
    }

    @Test
    void aClosedChannelTellsTheSenderToStop() throws Exception {
        Channel reader = right.agreed(1);
        Channel sender = left.agreed(1);
        connect();
        CompletableFuture<Void> sending = start(() -> send(sender, new byte[10 * Channel.WINDOW_BYTES]));

        reader.close();

        assertThatThrownBy(() -> sending.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void theEndOfTheConnectionEndsEveryChannel() throws Exception {
        Channel reader = right.agreed(1);
        CountDownLatch ended = new CountDownLatch(1);
        start(() -> {
            reader.input().readAllBytes();
            ended.countDown();
        });

        right.readAll(InputStream.nullInputStream());

        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPeerThatSendsMoreThanItMayLosesTheConnection() throws Exception {
        Channel reader = right.agreed(1);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int sent = 0; sent <= Channel.WINDOW_BYTES; sent += Multiplexer.MAX_PAYLOAD) {
            frame(frames, Multiplexer.DATA, 1, Multiplexer.MAX_PAYLOAD);
        }

        right.readAll(new ByteArrayInputStream(frames.toByteArray()));

        assertThat(reader.input().readAllBytes()).hasSize(Channel.WINDOW_BYTES);
    }

    @Test
    void framesOfAnotherFormEndTheConnection() throws Exception {
        for (int[] bad : new int[][] {
            {9, 1, 0}, {Multiplexer.DATA, 1, -1}, {Multiplexer.DATA, 1, 1 << 30}, {Multiplexer.OPEN, 3, 0}
        }) {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            DataOutputStream head = new DataOutputStream(frames);
            head.writeByte(bad[0]);
            head.writeInt(bad[1]);
            head.writeInt(bad[2]);
            frame(frames, Multiplexer.OPEN, 20, 0);
            right.agreed(1);

            right.readAll(new ByteArrayInputStream(frames.toByteArray()));

            assertThat(opened).as(Arrays.toString(bad)).isEmpty();
        }
    }

    @Test
    void noMoreChannelsAreOpenedThanAllowed() throws Exception {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int id = Multiplexer.FIRST_OPENED; id < Multiplexer.FIRST_OPENED + 500; id++) {
            frame(frames, Multiplexer.OPEN, id, 0);
        }

        right.readAll(new ByteArrayInputStream(frames.toByteArray()));

        assertThat(opened).hasSize(Multiplexer.MAX_CHANNELS);
    }

    private static void frame(ByteArrayOutputStream to, byte kind, int id, int count) throws IOException {
        DataOutputStream frame = new DataOutputStream(to);
        frame.writeByte(kind);
        frame.writeInt(id);
        frame.writeInt(count);
        frame.write(new byte[count]);
    }
}
