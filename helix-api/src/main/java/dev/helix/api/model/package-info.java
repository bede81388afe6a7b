/* SPDX-License-Identifier: Apache-2.0 */
/** Talks to models over one port per wire protocol. */
package dev.helix.api.model;
