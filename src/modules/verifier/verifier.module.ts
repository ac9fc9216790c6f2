import { Module } from '@nestjs/common';
import { VerifyFiles } from './verify-files';

/** Checks what this server made, without knowing anything but what it publishes. */
@Module({ providers: [VerifyFiles], exports: [VerifyFiles] })
export class VerifierModule {}
