/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** What a command might want to reach on the host: a process, a port of the loopback device, a Unix socket. */
final class Host implements AutoCloseable {
    private final Process process;
    private final List<ServerSocketChannel> listeners;

    Host(Path socket) throws IOException {
        process = new ProcessBuilder("sleep", "1000").start();
        ServerSocketChannel port =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServerSocketChannel unix =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        port.configureBlocking(false);
        unix.configureBlocking(false);
        listeners = List.of(port, unix);
    }

    long pid() {
        return process.pid();
    }

    boolean processLives() {
        return process.isAlive();
    }

    int port() throws IOException {
        return ((InetSocketAddress) listeners.get(0).getLocalAddress()).getPort();
    }

    /** {@return whether anybody has connected since the last time} */
    boolean wasReached() throws IOException {
        boolean reached = false;
        for (ServerSocketChannel listener : listeners) {
            try (SocketChannel visitor = listener.accept()) {
                reached |= visitor != null;
            }
        }
        return reached;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        for (ServerSocketChannel listener : listeners) {
            listener.close();
        }
    }
}
