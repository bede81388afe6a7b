/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A test kit for hosts: models written in Java, cassettes that are played and recorded, and a clock. Nothing here needs a
 * test framework or is meant for production.
 */
package dev.helix.testkit;
