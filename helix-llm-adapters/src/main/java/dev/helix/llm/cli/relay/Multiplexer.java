/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One end of a connection that carries several channels.
 *
 * <p>A frame is a byte for its kind, four for the channel, four for a count, and as many bytes of payload where it is
 * data. The end inside a boundary is not trusted: a frame of another form ends the connection, and neither side keeps
 * more than a window for each of at most {@link #MAX_CHANNELS} channels. Thread-safe.
 */
public final class Multiplexer {
    /** The first channel the peer may open; those below are agreed on. */
    public static final int FIRST_OPENED = 16;

    static final int MAX_PAYLOAD = 32 * 1024;
    /** More connections at a time than any agent was seen to need. */
    static final int MAX_CHANNELS = 64;

    private static final int HEAD_BYTES = 9;

    static final byte OPEN = 1;
    static final byte DATA = 2;
    static final byte END = 3;
    static final byte CREDIT = 4;
    static final byte RESET = 5;

    private final OutputStream to;
    private final Consumer<Channel> opened;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();

    /**
     * Creates an end.
     *
     * @param to where frames go; each is written and flushed whole
     * @param opened hears of channels the peer opens, on the thread that reads, and must not block it
     */
    public Multiplexer(OutputStream to, Consumer<Channel> opened) {
        this.to = to;
        this.opened = opened;
    }

    /**
     * Adds a channel that both sides have agreed on.
     *
     * @param id the same on both sides, below {@link #FIRST_OPENED}
     * @return the channel
     */
    public Channel agreed(int id) {
        return channels.computeIfAbsent(id, number -> new Channel(this, number));
    }

    /** Opens a channel the peer did not expect. */
    Channel open(int id) throws IOException {
        Channel channel = agreed(id);
        send(OPEN, id, new byte[0], 0, 0);
        return channel;
    }

    /**
     * Reads frames until the connection ends, then ends every channel.
     *
     * @param from the peer's frames
     */
    public void readAll(InputStream from) {
        DataInputStream frames = new DataInputStream(from);
        try {
            while (true) {
                readFrame(frames);
            }
        } catch (IOException ended) {
            // However the connection ended, the channels say so to their users.
        } finally {
            channels.values().forEach(Channel::abandon);
            channels.clear();
        }
    }

    private void readFrame(DataInputStream frames) throws IOException {
        byte kind = frames.readByte();
        int id = frames.readInt();
        int count = frames.readInt();
        if (kind == OPEN) {
            accept(id);
            return;
        }
        byte[] payload = kind == DATA ? payload(frames, count) : new byte[0];
        Channel channel = channels.get(id);
        if (channel == null) {
            // Closed on this side while the frame was under way.
            return;
        }
        switch (kind) {
            case DATA -> channel.received(payload);
            case END -> channel.receivedEnd();
            case CREDIT -> channel.receivedCredit(count);
            case RESET -> {
                forget(channel);
                channel.abandon();
            }
            default -> throw new EOFException("frame of kind " + kind);
        }
    }

    private static byte[] payload(DataInputStream frames, int count) throws IOException {
        if (count < 0 || count > MAX_PAYLOAD) {
            throw new EOFException("frame of " + count + " bytes");
        }
        byte[] payload = new byte[count];
        frames.readFully(payload);
        return payload;
    }

    private void accept(int id) throws IOException {
        if (id < FIRST_OPENED || channels.containsKey(id)) {
            throw new EOFException("channel " + id + " cannot be opened");
        }
        if (channels.size() >= MAX_CHANNELS) {
            trySend(RESET, id, 0);
            return;
        }
        opened.accept(agreed(id));
    }

    boolean forget(Channel channel) {
        return channels.remove(channel.id(), channel);
    }

    void send(byte kind, int id, byte[] source, int offset, int count) throws IOException {
        int length = kind == DATA ? count : 0;
        byte[] frame = ByteBuffer.allocate(HEAD_BYTES + length)
                .put(kind)
                .putInt(id)
                .putInt(count)
                .put(source, offset, length)
                .array();
        writing.lock();
        try {
            to.write(frame);
            to.flush();
        } finally {
            writing.unlock();
        }
    }

    /** Sends a frame without payload; a peer that is gone needs none. */
    void trySend(byte kind, int id, int count) {
        try {
            send(kind, id, new byte[0], 0, count);
        } catch (IOException gone) {
            // The reading side notices and ends the channels.
        }
    }
}
