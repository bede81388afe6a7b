/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The reading and writing of JSON for the packages above, so that no parser type reaches a host. Not exported to
 * hosts.
 */
package dev.helix.core.json;
