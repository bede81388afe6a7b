/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.NamedParts;
import java.time.Duration;

/** Limits on the time and the size of one exchange. Immutable. */
public final class HttpLimits extends NamedParts {
    private final Duration connect;
    private final Duration firstByte;
    private final Duration idle;
    private final Duration wholeCall;
    private final long responseBytes;

    private HttpLimits(Builder builder) {
        super(
                "connect, firstByte, idle, wholeCall, responseBytes",
                builder.connect,
                builder.firstByte,
                builder.idle,
                builder.wholeCall,
                builder.responseBytes);
        this.connect = builder.connect;
        this.firstByte = builder.firstByte;
        this.idle = builder.idle;
        this.wholeCall = builder.wholeCall;
        this.responseBytes = builder.responseBytes;
    }

    /** {@return the limits with every default of the {@link Builder}} */
    public static HttpLimits defaults() {
        return builder().build();
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how long a connection may take to be made, positive} */
    public Duration connect() {
        return connect;
    }

    /**
     * {@return how long the answer may take to begin, counted from the call, connecting and sending included,
     * positive}
     */
    public Duration firstByte() {
        return firstByte;
    }

    /** {@return how long the body may pause, positive} */
    public Duration idle() {
        return idle;
    }

    /** {@return how long the exchange may take altogether, positive} */
    public Duration wholeCall() {
        return wholeCall;
    }

    /** {@return how long the body may be, in bytes, at least 1} */
    public long responseBytes() {
        return responseBytes;
    }

    /**
     * A builder of limits. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>connect: 10 s
     *   <li>first byte: 5 min; a local model reads a long prompt that slowly
     *   <li>idle: 2 min; providers send a ping every few seconds
     *   <li>whole call: 30 min
     *   <li>response: 32 MiB; 128,000 tokens streamed one by one take about 16
     * </ul>
     */
    public static final class Builder {
        private Duration connect = Duration.ofSeconds(10);
        private Duration firstByte = Duration.ofMinutes(5);
        private Duration idle = Duration.ofMinutes(2);
        private Duration wholeCall = Duration.ofMinutes(30);
        private long responseBytes = 32L << 20;

        private Builder() {}

        /** Sets {@link HttpLimits#connect()}. */
        public Builder connect(Duration connect) {
            this.connect = requireNonNull(connect, "connect");
            return this;
        }

        /** Sets {@link HttpLimits#firstByte()}. */
        public Builder firstByte(Duration firstByte) {
            this.firstByte = requireNonNull(firstByte, "firstByte");
            return this;
        }

        /** Sets {@link HttpLimits#idle()}. */
        public Builder idle(Duration idle) {
            this.idle = requireNonNull(idle, "idle");
            return this;
        }

        /** Sets {@link HttpLimits#wholeCall()}. */
        public Builder wholeCall(Duration wholeCall) {
            this.wholeCall = requireNonNull(wholeCall, "wholeCall");
            return this;
        }

        /** Sets {@link HttpLimits#responseBytes()}. */
        public Builder responseBytes(long responseBytes) {
            this.responseBytes = responseBytes;
            return this;
        }

        /**
         * Makes the limits.
         *
         * @return the limits
         * @throws InvalidRequestException if one is not positive or longer than a day
         */
        public HttpLimits build() {
            check("connect", connect);
            check("firstByte", firstByte);
            check("idle", idle);
            check("wholeCall", wholeCall);
            if (responseBytes < 1) {
                throw new InvalidRequestException(
                        "HTTP limit responseBytes is " + responseBytes + ", it must be at least 1");
            }
            return new HttpLimits(this);
        }

        private static void check(String name, Duration limit) {
            if (limit.isZero() || limit.isNegative() || limit.compareTo(Duration.ofDays(1)) > 0) {
                throw new InvalidRequestException(
                        "HTTP limit " + name + " is " + limit + ", allowed is more than zero up to one day");
            }
        }
    }
}
