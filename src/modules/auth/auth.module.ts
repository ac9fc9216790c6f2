import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKey } from './api-key.entity';
import { ApiKeysService } from './api-keys.service';
import { Callers } from './callers';
import { SignedRequestGuard } from './signed-request.guard';

@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  providers: [ApiKeysService, Callers, { provide: APP_GUARD, useClass: SignedRequestGuard }],
  exports: [ApiKeysService, Callers],
})
export class AuthModule {}
