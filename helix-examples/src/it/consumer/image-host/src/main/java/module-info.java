/* SPDX-License-Identifier: Apache-2.0 */
module consumer.image {
    requires dev.helix.core;
    requires dev.helix.llm;
}
