import { Injectable, OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Metrics } from '../metrics';

/** Connections to the database of this process: in use, at rest, and calls that wait for one. */
@Injectable()
export class PoolMetrics implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const { master } = this.dataSource.driver as unknown as { master: Pool };
    const read = () => [
      { labels: { state: 'used' }, value: master.totalCount - master.idleCount },
      { labels: { state: 'idle' }, value: master.idleCount },
      { labels: { state: 'waited for' }, value: master.waitingCount },
    ];
    this.metrics.measure(
      'placet_database_connections',
      'Connections of this process, and calls that wait for one',
      read,
      ['state'],
    );
  }
}
