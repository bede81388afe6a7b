/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The program that runs behind a boundary beside the agent: it starts the agent in a private home and carries its
 * standard streams, and whatever it sends to the proxy on the loopback device, over its own standard input and output.
 *
 * <p>It needs nothing the boundary would have to open: no network, no socket of the host, no file. The host decides
 * where a connection leads. It ends with the agent, or with its standard input.
 */
public final class Relay {
    /** {@link Launch} one way, exit status and message the other. */
    public static final int CONTROL = 0;

    /** Standard input one way, standard output the other. */
    public static final int STANDARD = 1;

    /** Standard error. */
    public static final int ERRORS = 2;

    /** The status that says that the program was not started. */
    public static final int NOT_STARTED = -1;

    private final Multiplexer multiplexer;
    private final Path directory;
    private volatile boolean hostGone;

    private Relay(Multiplexer multiplexer, Path directory) {
        this.multiplexer = multiplexer;
        this.directory = directory;
    }

    /**
     * Runs.
     *
     * @param arguments a private directory, which is deleted in the end
     * @throws IOException if the host is gone
     */
    public static void main(String[] arguments) throws IOException {
        Multiplexer multiplexer = new Multiplexer(new FileOutputStream(FileDescriptor.out), Channel::close);
        Relay relay = new Relay(multiplexer, Path.of(arguments[0]));
        Channel control = multiplexer.agreed(CONTROL);
        multiplexer.agreed(STANDARD);
        multiplexer.agreed(ERRORS);
        InputStream host = System.in;
        start("host", () -> {
            multiplexer.readAll(host);
            relay.hostGone = true;
            endProgram();
        });
        DataOutputStream answer = new DataOutputStream(control.output());
        try {
            answer.writeInt(relay.run(Launch.read(new DataInputStream(control.input()))));
            Launch.writeText(answer, "");
        } catch (IOException e) {
            answer.writeInt(NOT_STARTED);
            Launch.writeText(answer, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answer.close();
            endProgram();
            delete(relay.directory.toFile());
        }
    }

    private int run(Launch launch) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        for (Map.Entry<String, String> file : launch.files().entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        ServerSocket proxy = new ServerSocket(0, Multiplexer.MAX_CHANNELS, InetAddress.getLoopbackAddress());
        start("proxy", () -> accept(proxy));
        ProcessBuilder builder = new ProcessBuilder(launch.argv());
        builder.environment().putAll(launch.environment());
        builder.environment().put("HOME", home.toString());
        for (String name : new String[] {"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"}) {
            builder.environment().put(name, "http://127.0.0.1:" + proxy.getLocalPort());
        }
        builder.environment().put("NO_PROXY", "");
        builder.environment().put("no_proxy", "");
        Process process = builder.start();
        if (hostGone) {
            endProgram();
        }
        return converse(process);
    }

    private int converse(Process process) throws InterruptedException {
        Channel standard = multiplexer.agreed(STANDARD);
        start("input", new Pump(standard.input(), process.getOutputStream()));
        Pump output = new Pump(process.getInputStream(), standard.output());
        Pump errors =
                new Pump(process.getErrorStream(), multiplexer.agreed(ERRORS).output());
        Thread reading = start("output", output);
        Thread readingErrors = start("errors", errors);
        int status = process.waitFor();
        output.awaitEnd(reading);
        errors.awaitEnd(readingErrors);
        return status;
    }

    private void accept(ServerSocket proxy) {
        try {
            for (int id = Multiplexer.FIRST_OPENED; true; id++) {
                Socket client = proxy.accept();
                Channel channel = multiplexer.open(id);
                start("upstream", new Pump(client.getInputStream(), channel.output()));
                start("downstream", () -> downstream(client, channel));
            }
        } catch (IOException ended) {
            // The relay ends, or the host is gone.
        }
    }

    private static void downstream(Socket client, Channel channel) {
        try (client) {
            new Pump(channel.input(), client.getOutputStream()).run();
        } catch (IOException closed) {
            // The client left first.
        } finally {
            channel.close();
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, "relay-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void endProgram() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Links are deleted, not followed. */
    private static void delete(File file) {
        File[] entries = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (entries != null) {
            for (File entry : entries) {
                delete(entry);
            }
        }
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
